package dev.ksef.signature;

import dev.ksef.model.error.KsefSigningException;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;

/** Time stamps whose failures are told apart from those of the signature. */
final class ClearTimestamps implements TSPSource {

    private static final long serialVersionUID = 1L;

    private final TSPSource source;

    ClearTimestamps(TSPSource source) {
        this.source = source;
    }

    @Override
    public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        try {
            return source.getTimeStampResponse(algorithm, digest);
        } catch (RuntimeException failure) {
            // Its message may quote an address with credentials.
            throw new KsefSigningException(
                    "The source of time stamps failed (" + failure.getClass().getName()
                            + "): see that it answers and takes " + algorithm + ", or sign without time stamps");
        }
    }
}
