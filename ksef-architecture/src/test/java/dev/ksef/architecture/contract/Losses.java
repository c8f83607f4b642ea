package dev.ksef.architecture.contract;

import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says what was lost or added between what the file shows and what we write. The same are: fields in another order; a field
 * that is absent, null, or an empty list or object; numbers of equal value; moments of one instant, whatever their offset and
 * the length of their fraction.
 */
final class Losses {

    private final List<String> losses = new ArrayList<>();

    private Losses() {}

    static List<String> between(JsonNode official, JsonNode ours) {
        var losses = new Losses();
        losses.compare(official, ours, "");
        return losses.losses;
    }

    private void compare(JsonNode official, JsonNode ours, String place) {
        if (isNothing(official) && isNothing(ours)) {
            return;
        }
        if (official.isObject() && ours.isObject()) {
            SortedSet<String> names = new TreeSet<>(official.propertyNames());
            names.addAll(ours.propertyNames());
            names.forEach(name -> compare(official.path(name), ours.path(name), place + "/" + name));
        } else if (official.isArray() && ours.isArray() && official.size() == ours.size()) {
            for (int i = 0; i < official.size(); i++) {
                compare(official.path(i), ours.path(i), place + "/" + i);
            }
        } else if (!isSameValue(official, ours)) {
            losses.add(place + (isNothing(ours) ? " is lost" : isNothing(official) ? " is added" : " is changed"));
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isContainer() && value.isEmpty();
    }

    private static boolean isSameValue(JsonNode official, JsonNode ours) {
        if (official.isNumber() && ours.isNumber()) {
            return official.asDecimal().compareTo(ours.asDecimal()) == 0;
        }
        Optional<Instant> moment = moment(official);
        return official.equals(ours) || moment.isPresent() && moment.equals(moment(ours));
    }

    private static Optional<Instant> moment(JsonNode value) {
        try {
            return Optional.of(OffsetDateTime.parse(value.asString("")).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
