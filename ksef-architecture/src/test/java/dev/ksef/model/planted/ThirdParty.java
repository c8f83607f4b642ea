package dev.ksef.model.planted;

import com.tngtech.archunit.core.domain.JavaClass;

/** Breaks PORTS_KNOW_THE_JDK_ONLY. */
public record ThirdParty(JavaClass type) {}
