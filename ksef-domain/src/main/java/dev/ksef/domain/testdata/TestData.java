package dev.ksef.domain.testdata;

import dev.ksef.domain.internal.ErrorAdvice;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.testdata.AllowAttachments;
import dev.ksef.model.testdata.ContextSignIns;
import dev.ksef.model.testdata.CreatePerson;
import dev.ksef.model.testdata.CreateSubject;
import dev.ksef.model.testdata.GrantTestPermissions;
import dev.ksef.model.testdata.RemovePerson;
import dev.ksef.model.testdata.RemoveSubject;
import dev.ksef.model.testdata.RevokeAttachments;
import dev.ksef.model.testdata.RevokeTestPermissions;
import dev.ksef.model.testdata.TestPermission;
import dev.ksef.model.testdata.TestSubject;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.TestDataApi;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

/**
 * What can be made on TEST to try things out, without a sign-in: subjects, persons, their rights, blocked contexts. Everybody
 * can change and remove what others made, so invent numbers that nobody else has.
 *
 * <p>Source: <a
 * href="https://github.com/CIRFMF/ksef-docs/blob/main/dane-testowe-scenariusze.md">dane-testowe-scenariusze</a>; operations of
 * {@link TestDataApi}.
 */
public final class TestData {

    private static final int EXISTS = 30001;

    private static final ErrorAdvice REFUSALS = new ErrorAdvice(Map.of(
            EXISTS,
            "somebody made it already: remove it first, name a later date of creation, or take another number"));

    private final TestDataApi api;

    /**
     * Makes them from their port.
     *
     * @param timeout the longest time of one call
     * @throws IllegalStateException on PRODUCTION, which has no test data
     */
    public TestData(KsefEnvironment environment, Transport transport, Duration timeout) {
        TestEnvironment.require(environment);
        this.api = transport.open(TestDataApi.class, CallScope.anonymous(timeout));
    }

    /**
     * Makes a subject, with its subunits.
     *
     * @throws KsefApiException with 30001 if it exists
     */
    public void create(CreateSubject subject) {
        REFUSALS.explainingAction(() -> api.createSubject(subject));
    }

    /**
     * Makes a person, who owns the taxpayer with that NIP.
     *
     * @throws KsefApiException with 30001 if the person exists
     */
    public void create(CreatePerson person) {
        REFUSALS.explainingAction(() -> api.createPerson(person));
    }

    /** Removes a subject and its subunits. */
    public void removeSubject(Nip nip) {
        api.removeSubject(RemoveSubject.of(nip));
    }

    /** Removes a person and all rights of that person. */
    public void removePerson(Nip nip) {
        api.removePerson(RemovePerson.of(nip));
    }

    /**
     * Gives rights in the context of a taxpayer.
     *
     * @throws IllegalArgumentException if there is none
     */
    public void grant(Nip context, TestSubject authorized, TestPermission... permissions) {
        GrantTestPermissions request = GrantTestPermissions.of(context, authorized, permissions);
        api.grantPermissions(request);
    }

    /** Takes away the rights that somebody has in the context of a taxpayer. */
    public void revoke(Nip context, TestSubject authorized) {
        api.revokePermissions(RevokeTestPermissions.of(context, authorized));
    }

    /** Lets a taxpayer send invoices with attachments. */
    public void allowAttachments(Nip nip) {
        api.allowAttachments(AllowAttachments.of(nip));
    }

    /** Lets a taxpayer send no invoices with attachments any more, from now on. */
    public void revokeAttachments(Nip nip) {
        api.revokeAttachments(RevokeAttachments.of(nip));
    }

    /** Lets a taxpayer send no invoices with attachments any more, from that day on. */
    public void revokeAttachments(Nip nip, LocalDate day) {
        api.revokeAttachments(RevokeAttachments.of(nip).on(day));
    }

    /** Blocks sign-ins to a context: they end with status 480. Tokens that exist stay valid. */
    public void block(ContextIdentifier context) {
        api.blockContext(ContextSignIns.to(context));
    }

    /** Admits sign-ins to a context again. */
    public void unblock(ContextIdentifier context) {
        api.unblockContext(ContextSignIns.to(context));
    }
}
