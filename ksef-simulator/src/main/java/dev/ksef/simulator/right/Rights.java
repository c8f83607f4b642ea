package dev.ksef.simulator.right;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.Stateful;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What KSeF knows of rights: those that were granted, and those that follow from who somebody is. Thread-safe. */
public final class Rights {

    private final InstantSource clock;
    private final RightsRegister register;
    private final EntityRoles roles = new EntityRoles();
    private final TestPersons persons = new TestPersons();

    public Rights(InstantSource clock) {
        this.clock = clock;
        this.register = new RightsRegister(clock);
    }

    /** All of it, for the saved state. */
    public List<Stateful> stateful() {
        return List.of(register, roles, persons);
    }

    public RightsRegister register() {
        return register;
    }

    public EntityRoles roles() {
        return roles;
    }

    public TestPersons persons() {
        return persons;
    }

    /** All that somebody with these identifiers may do in a context now. */
    public Set<Permission> of(Collection<SubjectId> identifiers, LoginContext context) {
        Set<Permission> found = EnumSet.noneOf(Permission.class);
        if (identifiers.stream().anyMatch(subject -> owns(subject, context))) {
            found.addAll(Permission.allIn(context));
        }
        for (SubjectId subject : identifiers) {
            register.of(subject, context).stream()
                    .map(Right::grant)
                    .filter(this::works)
                    .map(Grant::permission)
                    .forEach(found::add);
            register.of(subject, Grant.ALL_PARTNERS).stream()
                    .map(Right::grant)
                    .filter(grant -> handedOn(grant, context))
                    .map(Grant::permission)
                    .forEach(found::add);
        }
        return found;
    }

    /** Whether a context belongs to a subject, who may do all in it. */
    public boolean owns(SubjectId subject, LoginContext context) {
        if (subject.type().equals(SubjectId.PEPPOL_ID)) {
            return context.equals(new LoginContext(LoginContext.PEPPOL_ID, subject.value()));
        }
        return context.taxpayer()
                .filter(nip -> subject.equals(SubjectId.nip(nip)) || persons.same(subject, nip))
                .isPresent();
    }

    /** Whether a grant gives its subject access, as long as nobody takes it back. An indirect one needs another's. */
    public boolean works(Grant grant) {
        return switch (grant.kind()) {
            case AUTHORIZATION -> false;
            case INDIRECT -> grant.context().equals(Grant.ALL_PARTNERS) || handedOn(grant, grant.context());
            default -> true;
        };
    }

    /** Whether the entity in the middle may hand on what the grant gives in the context of a client. */
    private boolean handedOn(Grant indirect, LoginContext client) {
        return register.of(SubjectId.of(indirect.grantedIn()), client).stream()
                .map(Right::grant)
                .anyMatch(grant -> grant.delegable() && grant.permission() == indirect.permission());
    }

    /** Whether the entity may hand on any right in the context of a client. */
    public boolean mayHandOn(LoginContext middle, LoginContext client) {
        return register.of(SubjectId.of(middle), client).stream()
                .anyMatch(right -> right.grant().delegable());
    }

    /** Whether a taxpayer authorized somebody to issue invoices on its behalf. */
    public boolean authorized(SubjectId subject, String sellerNip, Permission permission) {
        return register.of(subject, LoginContext.nip(sellerNip)).stream()
                .map(Right::grant)
                .anyMatch(grant -> grant.kind() == GrantKind.AUTHORIZATION && grant.permission() == permission);
    }

    /** Whether two identifiers are of one subject, as far as KSeF knows. */
    private boolean samePerson(SubjectId one, SubjectId other) {
        return one.equals(other)
                || other.type().equals(SubjectId.NIP) && persons.same(one, other.value())
                || one.type().equals(SubjectId.NIP) && persons.same(other, one.value());
    }

    /** Whether an identifier of the one and an identifier of the other are of one subject. */
    public boolean samePerson(Collection<SubjectId> some, Collection<SubjectId> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> samePerson(one, other)));
    }

    public boolean deceased(Collection<SubjectId> identifiers) {
        return identifiers.stream().anyMatch(persons::deceased);
    }

    /** Grants a subject all that can be done in a context. */
    public void grantAll(SubjectId subject, LoginContext context) {
        for (Permission permission : Permission.allIn(context)) {
            register.add(Grant.bySystem(subject, context, permission, "Wszystkie uprawnienia"), clock.instant());
        }
    }

    /**
     * Authorizes a subject to issue invoices on behalf of a seller in every way.
     *
     * @throws IllegalArgumentException if the subject is neither a taxpayer nor a Peppol provider
     */
    public void authorizeAll(SubjectId subject, LoginContext seller) {
        boolean provider = subject.type().equals(SubjectId.PEPPOL_ID);
        if (!provider && !subject.type().equals(SubjectId.NIP)) {
            throw new IllegalArgumentException("Neither a NIP nor a Peppol identifier: " + subject.value());
        }
        for (Permission permission : Permission.OF_AUTHORIZATIONS) {
            if (provider == (permission == Permission.PEF_INVOICING)) {
                register.add(Grant.authorization(subject, seller, permission), clock.instant());
            }
        }
    }

    /** Ends what a context granted a subject for itself. What the subject may do on its behalf elsewhere stays. */
    public void revokeAll(SubjectId subject, LoginContext context) {
        register.end(
                subject,
                grant -> grant.context().equals(context)
                        && (grant.kind() == GrantKind.PERSON
                                || grant.kind() == GrantKind.ENTITY
                                || grant.kind() == GrantKind.EU_ADMINISTRATION
                                || grant.kind() == GrantKind.EU_REPRESENTATION));
    }
}
