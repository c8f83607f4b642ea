package dev.ksef.domain.planted;

import com.tngtech.archunit.core.domain.JavaClass;

/** Breaks DOMAIN_KNOWS_THE_PORTS_ONLY. */
public record ThirdParty(JavaClass type) {}
