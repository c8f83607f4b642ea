package dev.ksef.model.batch;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import java.util.Objects;

/**
 * An opened batch session.
 *
 * @param partUploadRequests one for each declared part. KSeF gives them once: what is not uploaded in time needs a new session
 */
public record BatchSessionOpened(ReferenceNumber referenceNumber, List<PartUploadRequest> partUploadRequests) {

    public BatchSessionOpened {
        Objects.requireNonNull(referenceNumber, "referenceNumber");
        partUploadRequests = ReceivedCollections.rows(partUploadRequests, "partUploadRequests");
    }
}
