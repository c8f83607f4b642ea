package dev.ksef.architecture.contract;

import dev.ksef.adapter.feign.call.ExchangeLog;
import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.SecretText;
import dev.ksef.model.TextValue;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.port.CallScope;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.time.Deadline;
import dev.ksef.testkit.event.RecordedEvents;
import dev.ksef.thirdparty.jackson.annotation.JsonAutoDetect.Visibility;
import dev.ksef.thirdparty.jackson.core.JsonGenerator;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.core.JsonToken;
import dev.ksef.thirdparty.jackson.core.json.JsonFactory;
import dev.ksef.thirdparty.jackson.databind.BeanDescription;
import dev.ksef.thirdparty.jackson.databind.DeserializationConfig;
import dev.ksef.thirdparty.jackson.databind.DeserializationContext;
import dev.ksef.thirdparty.jackson.databind.JavaType;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.SerializationContext;
import dev.ksef.thirdparty.jackson.databind.ValueDeserializer;
import dev.ksef.thirdparty.jackson.databind.deser.DeserializationProblemHandler;
import dev.ksef.thirdparty.jackson.databind.deser.Deserializers;
import dev.ksef.thirdparty.jackson.databind.deser.std.StdDeserializer;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import dev.ksef.thirdparty.jackson.databind.module.SimpleModule;
import dev.ksef.thirdparty.jackson.databind.ser.std.StdSerializer;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads examples and writes them again. Answers are read and requests are written by the adapter's codec as it is; the way back,
 * which nobody goes but this test, needs {@link TheWayBack}.
 */
final class ExampleCodec {

    private static final JsonMapper BOTH_WAYS = JsonCodec.mapper(
                    JsonFactory.builder().build())
            .rebuild()
            .addModule(new TheWayBack())
            .addHandler(new NothingIsMissing())
            .changeDefaultVisibility(found -> found.withIsGetterVisibility(Visibility.NONE))
            .build();

    private ExampleCodec() {}

    /** Returns what was lost, or cannot be read. */
    static List<String> lossesOf(Example example, DeclaredOperation operation, Type type) {
        List<String> losses = new ArrayList<>();
        try {
            JsonNode again =
                    example.isSent() ? requestAgain(example, type) : answerAgain(example, operation, type, losses);
            losses.addAll(Losses.between(example.value(), again));
        } catch (RuntimeException unreadable) {
            losses.add("cannot be read: "
                    + unreadable.getMessage().lines().findFirst().orElse(""));
        }
        return losses;
    }

    private static JsonNode requestAgain(Example example, Type type) {
        Object request = BOTH_WAYS.readValue(bytes(example.value()), BOTH_WAYS.constructType(type));
        return BOTH_WAYS.readTree(new JsonCodec(new RecordedEvents()).write(request));
    }

    private static JsonNode answerAgain(Example example, DeclaredOperation operation, Type type, List<String> losses) {
        RecordedEvents odd = new RecordedEvents();
        var call = new OperationCall(
                operation.declaration(),
                CallScope.anonymous(Duration.ofMinutes(1)),
                Deadline.NEVER,
                CallCorrelation.NONE,
                new ExchangeLog());
        Object answer = new JsonCodec(odd).read(bytes(example.value()), type, call);
        odd.all().stream().map(ExampleCodec::told).forEach(losses::add);
        return BOTH_WAYS.valueToTree(answer);
    }

    private static String told(KsefEvent event) {
        if (event instanceof KsefEvent.UnknownField field) {
            return field.path() + " is unknown";
        } else if (event instanceof KsefEvent.UnknownValue value) {
            return value.value() + " is no known value of " + value.type();
        } else if (event instanceof KsefEvent.UnreadableValue value) {
            return value.path() + " is not " + value.expected();
        }
        return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(JsonNode value) {
        return JsonMapper.shared().writeValueAsBytes(value);
    }

    /** Reads what the SDK only writes, and writes what it only reads: secrets among it, which are only examples here. */
    private static final class TheWayBack extends SimpleModule {

        TheWayBack() {
            addSerializer(BearerToken.class, new TokenWriter());
            addSerializer(SecretText.class, new SecretWriter());
            addDeserializer(ContextIdentifier.class, new ContextReader());
        }

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addDeserializers(new ConstantReaders());
        }
    }

    /**
     * A request that the model cannot be without something of fails by the name of that. A context is read from its kind and its
     * text, also where the model allows one kind only.
     */
    private static final class NothingIsMissing extends DeserializationProblemHandler {

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context, JavaType type, JsonToken token, JsonParser parser, String message) {
            if (!ContextIdentifier.class.isAssignableFrom(type.getRawClass())) {
                throw new IllegalArgumentException(message);
            }
            return ContextReader.read(parser, context);
        }

        @Override
        public Object handleInstantiationProblem(
                DeserializationContext context, Class<?> type, Object argument, Throwable problem) {
            Throwable root = Stream.iterate(problem, Objects::nonNull, Throwable::getCause)
                    .reduce(problem, (outer, cause) -> cause);
            // Constructors of the model tell by a NullPointerException what is missing.
            throw root instanceof NullPointerException
                    ? new IllegalArgumentException(type.getSimpleName() + " needs " + root.getMessage())
                    : new IllegalArgumentException(root.getMessage());
        }
    }

    private static final class TokenWriter extends StdSerializer<BearerToken> {

        TokenWriter() {
            super(BearerToken.class);
        }

        @Override
        public void serialize(BearerToken token, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("token", token.reveal());
            json.writeStringProperty("validUntil", token.validUntil().toString());
            json.writeEndObject();
        }
    }

    private static final class SecretWriter extends StdSerializer<SecretText> {

        SecretWriter() {
            super(SecretText.class);
        }

        @Override
        public void serialize(SecretText secret, JsonGenerator json, SerializationContext context) {
            json.writeString(secret.reveal());
        }
    }

    private static final class ContextReader extends StdDeserializer<ContextIdentifier> {

        ContextReader() {
            super(ContextIdentifier.class);
        }

        @Override
        public ContextIdentifier deserialize(JsonParser parser, DeserializationContext context) {
            return read(parser, context);
        }

        static ContextIdentifier read(JsonParser parser, DeserializationContext context) {
            JsonNode identifier = context.readTree(parser);
            return ContextIdentifier.Type.named(identifier.path("type").asString())
                    .of(identifier.path("value").asString());
        }
    }

    private static final class ConstantReader extends StdDeserializer<Object> {

        private final Class<?> constants;

        ConstantReader(Class<?> constants) {
            super(constants);
            this.constants = constants;
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            String value = parser.getString();
            return Stream.of(constants.getEnumConstants())
                    .filter(constant -> ((TextValue) constant).value().equals(value))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException(value + " is no value of " + constants.getSimpleName()));
        }
    }

    private static final class ConstantReaders extends Deserializers.Base {

        @Override
        public ValueDeserializer<?> findEnumDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            return new ConstantReader(type.getRawClass());
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return type.isEnum();
        }
    }
}
