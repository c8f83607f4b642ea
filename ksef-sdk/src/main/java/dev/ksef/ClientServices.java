package dev.ksef;

import dev.ksef.domain.certificate.internal.CertificateServices;
import dev.ksef.domain.invoice.internal.InvoiceServices;
import dev.ksef.domain.session.internal.SessionServices;
import dev.ksef.port.RateLimiter;

/** What all views of a client share. */
record ClientServices(
        SessionServices sessions, InvoiceServices invoices, CertificateServices certificates, RateLimiter limiter) {}
