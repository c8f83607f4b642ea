/** What the starter for Spring Boot costs. */
@NullMarked
package dev.ksef.benchmarks.spring;

import org.jspecify.annotations.NullMarked;
