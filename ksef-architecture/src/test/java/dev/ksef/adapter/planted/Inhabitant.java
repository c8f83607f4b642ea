package dev.ksef.adapter.planted;

import com.tngtech.archunit.core.domain.JavaClass;

/** A class of an adapter, which keeps the rules about floors: it may need a library, too. */
public record Inhabitant(dev.ksef.model.planted.Inhabitant downstairs, JavaClass library) {}
