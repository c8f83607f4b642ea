/** Auto-configuration of the KSeF client for Spring Boot 3.5 and 4: properties below {@code ksef}, health, meters, stores. */
@NullMarked
package dev.ksef.spring;

import org.jspecify.annotations.NullMarked;
