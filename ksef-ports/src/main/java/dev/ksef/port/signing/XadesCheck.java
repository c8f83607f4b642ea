package dev.ksef.port.signing;

import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.finding.SignatureFinding;
import java.util.List;

/**
 * Checks a document that was signed elsewhere before it is sent to KSeF, whose error messages hardly explain why it refuses
 * one.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Failure:</b> none: every problem becomes a finding, for any bytes. Nothing is
 * fetched. <b>Idempotence:</b> every call may be repeated. <b>Secrets:</b> findings quote neither signatures nor certificates.
 */
public interface XadesCheck {

    /**
     * Returns what KSeF would refuse; empty if nothing.
     *
     * @param signed the signed document
     * @param request the request that should have been signed
     */
    List<SignatureFinding> check(byte[] signed, AuthTokenRequest request);
}
