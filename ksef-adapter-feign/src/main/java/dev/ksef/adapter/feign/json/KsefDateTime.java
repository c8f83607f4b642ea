package dev.ksef.adapter.feign.json;

import dev.ksef.thirdparty.jackson.core.JsonGenerator;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.core.JsonToken;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import dev.ksef.thirdparty.jackson.databind.SerializationContext;
import dev.ksef.thirdparty.jackson.databind.deser.std.StdDeserializer;
import dev.ksef.thirdparty.jackson.databind.ser.std.StdSerializer;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes dates with times as KSeF does: ISO 8601 with up to seven digits of a fraction. The offset is kept; without
 * one the time is read as UTC. They are always sent with an offset.
 */
public final class KsefDateTime {

    private static final int LAST_YEAR = 9999;

    private KsefDateTime() {}

    /** Returns the text that is sent. {@code toString()} would leave out seconds that are zero. */
    public static String text(OffsetDateTime moment) {
        return IsoMoment.text(moment);
    }

    static final class Serializer extends StdSerializer<OffsetDateTime> {

        Serializer() {
            super(OffsetDateTime.class);
        }

        @Override
        public void serialize(OffsetDateTime value, JsonGenerator json, SerializationContext context) {
            json.writeString(text(value));
        }
    }

    static final class Deserializer extends StdDeserializer<OffsetDateTime> {

        Deserializer() {
            super(OffsetDateTime.class);
        }

        @Override
        public @Nullable OffsetDateTime deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (OffsetDateTime) context.handleUnexpectedToken(getValueType(context), parser);
            }
            String text = parser.getString();
            try {
                return read(text.strip());
            } catch (DateTimeException broken) {
                return (OffsetDateTime) context.handleWeirdStringValue(OffsetDateTime.class, text, "not a moment");
            }
        }

        private static OffsetDateTime read(String text) {
            return bounded(IsoMoment.read(text));
        }

        /** A year that no calendar needs could not be counted in milliseconds. */
        private static OffsetDateTime bounded(OffsetDateTime moment) {
            if (moment.getYear() < 0) {
                throw new DateTimeException("Before all times");
            }
            return moment.getYear() > LAST_YEAR ? moment.withYear(LAST_YEAR) : moment;
        }
    }
}
