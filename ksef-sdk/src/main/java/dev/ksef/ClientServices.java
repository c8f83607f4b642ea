package dev.ksef;

import dev.ksef.domain.certificate.CertificateServices;
import dev.ksef.domain.invoice.InvoiceServices;
import dev.ksef.domain.session.SessionServices;
import dev.ksef.port.RateLimiter;

/** What all views of a client share. */
record ClientServices(
        SessionServices sessions, InvoiceServices invoices, CertificateServices certificates, RateLimiter limiter) {}
