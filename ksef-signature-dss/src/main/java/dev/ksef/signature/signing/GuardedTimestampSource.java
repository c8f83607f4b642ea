package dev.ksef.signature.signing;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;

/** A source of time stamps whose failures are reported as such, and not as failures of the signature. */
final class GuardedTimestampSource implements TSPSource {

    private static final long serialVersionUID = 1L;

    private final TSPSource source;

    GuardedTimestampSource(TSPSource source) {
        this.source = source;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        try {
            return source.getTimeStampResponse(algorithm, digest);
        } catch (RuntimeException failure) {
            throw new KsefSigningException("The source of time stamps failed (" + RootCause.told(failure)
                    + "): see that it answers and takes " + algorithm + ", or sign without time stamps");
        }
    }
}
