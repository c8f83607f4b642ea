package dev.ksef.simulator.permission;

import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.right.EntityRole;
import dev.ksef.simulator.right.EntityRole.Type;
import dev.ksef.simulator.right.EntityRoles;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.right.TestPersons.Person;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes and removes entities with roles, and persons, as only the environment for tests allows. */
public final class TestSubjectEndpoints {

    private static final Map<String, Type> SUBJECTS = Map.of(
            "EnforcementAuthority", Type.ENFORCEMENT_AUTHORITY,
            "VatGroup", Type.VAT_GROUP_UNIT,
            "JST", Type.LOCAL_GOVERNMENT_UNIT);

    private static final Map<Type, Type> SUBORDINATES = Map.of(
            Type.VAT_GROUP_UNIT, Type.VAT_GROUP_SUB_UNIT,
            Type.LOCAL_GOVERNMENT_UNIT, Type.LOCAL_GOVERNMENT_SUB_UNIT);

    /** An entity below another. */
    private record Unit(String nip, String description) {

        static Unit of(JsonBody body) {
            return new Unit(body.match("subjectNip", NipNumbers.SHAPE), GrantFields.description(body));
        }
    }

    private final InstantSource clock;
    private final Rights rights;
    /** When each subject was made last, by NIP. */
    private final Map<String, Instant> made = new ConcurrentHashMap<>();

    public TestSubjectEndpoints(InstantSource clock, Rights rights) {
        this.clock = clock;
        this.rights = rights;
    }

    public void addTo(RequestRouter router) {
        router.add("POST", "/v2/testdata/subject", RateGroup.ANONYMOUS, this::makeSubject);
        router.add("POST", "/v2/testdata/subject/remove", RateGroup.ANONYMOUS, this::removeSubject);
        router.add("POST", "/v2/testdata/person", RateGroup.ANONYMOUS, this::makePerson);
        router.add("POST", "/v2/testdata/person/remove", RateGroup.ANONYMOUS, this::removePerson);
    }

    private synchronized HttpReply makeSubject(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        String nip = body.match("subjectNip", NipNumbers.SHAPE);
        String type = body.choice("subjectType", SUBJECTS.keySet());
        String description = GrantFields.description(body);
        Instant start = created(body, nip);
        List<Unit> units =
                body.optionalObjects("subunits").stream().map(Unit::of).toList();
        body.check();
        EntityRoles roles = rights.roles();
        if (roles.has(nip, TestSubjectEndpoints::ofSubject)) {
            throw exists();
        }
        Type role = SUBJECTS.getOrDefault(type, Type.ENFORCEMENT_AUTHORITY);
        roles.add(new EntityRole(nip, role, null, description, start));
        Type below = SUBORDINATES.get(role);
        if (below != null) {
            units.forEach(unit -> roles.add(new EntityRole(unit.nip(), below, nip, unit.description(), start)));
        }
        made.put(nip, start);
        return HttpReply.empty(200);
    }

    private static boolean ofSubject(Type role) {
        return SUBJECTS.containsValue(role);
    }

    private synchronized HttpReply removeSubject(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        String nip = body.match("subjectNip", NipNumbers.SHAPE);
        body.check();
        EntityRoles roles = rights.roles();
        roles.of(nip).stream().filter(role -> ofSubject(role.type())).forEach(roles::remove);
        roles.below(nip).forEach(roles::remove);
        return HttpReply.empty(200);
    }

    private synchronized HttpReply makePerson(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        String nip = body.match("nip", NipNumbers.SHAPE);
        String pesel = body.match("pesel", SubjectId.PESEL_SHAPE);
        boolean bailiff = body.requiredFlag("isBailiff");
        String description = GrantFields.description(body);
        boolean deceased = body.flag("isDeceased");
        Instant start = created(body, nip);
        body.check();
        if (rights.persons().knows(nip)) {
            throw exists();
        }
        rights.persons().add(new Person(nip, pesel, deceased));
        if (bailiff) {
            rights.roles().add(new EntityRole(nip, Type.COURT_BAILIFF, null, description, start));
        }
        made.put(nip, start);
        return HttpReply.empty(200);
    }

    private synchronized HttpReply removePerson(HttpRequest request) {
        JsonBody body = JsonBody.of(request);
        String nip = body.match("nip", NipNumbers.SHAPE);
        body.check();
        rights.persons().remove(nip).ifPresent(person -> {
            rights.register().end(SubjectId.nip(nip), all -> true);
            rights.register().end(SubjectId.pesel(person.pesel()), all -> true);
            rights.roles().of(nip).stream()
                    .filter(role -> role.type() == Type.COURT_BAILIFF)
                    .forEach(rights.roles()::remove);
        });
        return HttpReply.empty(200);
    }

    private Instant created(JsonBody body, String nip) {
        Instant now = clock.instant();
        Instant given = body.optionalInstant("createdDate", now);
        Instant before = made.get(nip);
        if (given != null && before != null && !given.isAfter(before)) {
            body.problem("createdDate", "must be later than when the subject was made before");
        }
        return given == null ? now : given;
    }

    private static BadRequest exists() {
        return BadRequest.of(30001, "Podmiot lub uprawnienie już istnieje.");
    }
}
