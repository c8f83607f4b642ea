package dev.ksef.domain.invoice.internal;

import dev.ksef.domain.internal.ServerClock;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.time.Time;

/** What reading invoices shares within a client. */
public record InvoiceServices(CryptoEngine crypto, StatusPolling polling, Time time, ServerClock clock) {}
