package dev.ksef.domain.invoice;

import dev.ksef.domain.Polling;
import dev.ksef.domain.auth.ServerClock;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.time.Time;

/** What reading invoices shares within a client. */
public record InvoiceServices(CryptoEngine crypto, Polling polling, Time time, ServerClock clock) {}
