package dev.ksef.domain.permission;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.error.KsefProcessingException;
import java.util.Map;

/** Explains why KSeF did not grant or revoke, which it says in Polish and without what to do. */
final class OperationFailures {

    private static final Map<Integer, String> MEANINGS = Map.of(
            400,
            "nothing was changed; the details say why",
            410,
            "the identifiers do not fit together: a unit or a subordinate entity must be one of this context, and an EU entity"
                    + " is named with the NIP of this context",
            420,
            "the signed-in credentials may not do this: grants and revocations need CredentialsManage, for units SubunitManage,"
                    + " for EU entities VatUeManage; after a change of rights, sign in again",
            430,
            "the context lacks the role or right that this needs: EnforcementOperations is for enforcement authorities and court"
                    + " bailiffs, subordinate taxpayers are for local government units and VAT groups",
            440,
            "KSeF does not allow this between these identifiers: for a client's invoices, the client must first have granted any"
                    + " right to this context with leave to pass it on; nobody grants rights to itself",
            450,
            "KSeF does not allow this for this identifier or its type",
            500,
            "the reason is unknown to KSeF: list the rights to see whether they changed, and try again later",
            550,
            "KSeF cancelled it for reasons of its own: try again later");

    private OperationFailures() {}

    static KsefProcessingException explained(String what, StatusInfo status, ReferenceNumber operation) {
        var failed = new KsefProcessingException(what, status, operation);
        String meaning = MEANINGS.get(status.code());
        return meaning == null ? failed : failed.adding(meaning);
    }
}
