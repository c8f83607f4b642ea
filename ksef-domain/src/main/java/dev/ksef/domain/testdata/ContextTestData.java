package dev.ksef.domain.testdata;

import dev.ksef.domain.internal.ErrorAdvice;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.limit.ApiRateLimitsOverride;
import dev.ksef.model.limit.EffectiveApiRateLimits;
import dev.ksef.model.limit.SetRateLimitsRequest;
import dev.ksef.model.testdata.SetSessionLimits;
import dev.ksef.model.testdata.SetSubjectLimits;
import dev.ksef.model.testdata.UpdateCertificate;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.TestDataApi;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What can be changed on TEST for one context and the subject that is signed in: limits and certificates.
 *
 * <p>Source: operations of {@link TestDataApi}.
 */
public final class ContextTestData {

    private static final int NO_SUCH_CERTIFICATE = 25008;

    private static final ErrorAdvice REFUSALS = new ErrorAdvice(
            Map.of(NO_SUCH_CERTIFICATE, "the signed-in subject has no certificate with this serial number"));

    private final TestDataApi api;
    private final RateLimits rateLimits;

    /**
     * Makes them from their ports.
     *
     * @param scope the context and the time limits of the calls
     * @param rateLimits of the context
     * @throws IllegalStateException on PRODUCTION, which has no test data
     */
    public ContextTestData(KsefEnvironment environment, Transport transport, CallScope scope, RateLimits rateLimits) {
        TestEnvironment.require(environment);
        this.api = transport.open(TestDataApi.class, scope);
        this.rateLimits = rateLimits;
    }

    /**
     * Sets the limits of sessions and collective identifiers.
     *
     * @throws KsefApiException with 21405 if KSeF does not take them
     */
    public void setSessionLimits(SetSessionLimits limits) {
        api.setSessionLimits(limits);
    }

    /** Sets the usual limits of sessions and collective identifiers. */
    public void resetSessionLimits() {
        api.resetSessionLimits();
    }

    /** Sets the limits of certificates of the signed-in subject. */
    public void setCertificateLimits(SetSubjectLimits limits) {
        api.setSubjectLimits(limits);
    }

    /** Sets the usual limits of certificates of the signed-in subject. */
    public void resetCertificateLimits() {
        api.resetSubjectLimits();
    }

    /**
     * Sets the rate limits. The calls of this client are counted by them from now on.
     *
     * @return the limits as KSeF tells them
     * @throws KsefApiException with 21405 if KSeF does not take them
     */
    public EffectiveApiRateLimits setRateLimits(ApiRateLimitsOverride limits) {
        api.setRateLimits(SetRateLimitsRequest.of(limits));
        return rateLimits.refresh();
    }

    /** Sets the usual rate limits of TEST. The calls of this client are counted by them from now on. */
    public EffectiveApiRateLimits resetRateLimits() {
        api.resetRateLimits();
        return rateLimits.refresh();
    }

    /** Sets the rate limits of PRODUCTION. The calls of this client are counted by them from now on. */
    public EffectiveApiRateLimits setProductionRateLimits() {
        api.setProductionRateLimits();
        return rateLimits.refresh();
    }

    /**
     * Ends a certificate of the signed-in subject earlier, so that it can be tried what happens then.
     *
     * @param validTo its new end, which cannot be later than its present one
     * @throws KsefApiException with 25008 if there is no such certificate, 21405 if that is later
     */
    public void endCertificate(CertificateSerialNumber number, Instant validTo) {
        UpdateCertificate request = UpdateCertificate.endingAt(validTo.atOffset(ZoneOffset.UTC));
        REFUSALS.explainingAction(() -> api.updateCertificate(number, request));
    }
}
