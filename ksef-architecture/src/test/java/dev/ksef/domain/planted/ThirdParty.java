package dev.ksef.domain.planted;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** Breaks PORTS_AND_DOMAIN_NEED_NO_LIBRARY by the argument of a type alone. */
public record ThirdParty(List<JavaClass> types) {}
