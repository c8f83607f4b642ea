package dev.ksef.model.planted;

import com.tngtech.archunit.core.domain.JavaClass;

/** Breaks PORTS_AND_DOMAIN_NEED_NO_LIBRARY. */
public record ThirdParty(JavaClass type) {}
