package dev.ksef.adapter.feign.json;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefToken;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthenticationToken;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.ExportedPackage;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.model.permission.AuthorizationQuery;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.model.testdata.ContextSignIns;
import dev.ksef.model.testdata.GrantTestPermissions;
import dev.ksef.model.testdata.RevokeTestPermissions;
import dev.ksef.thirdparty.jackson.annotation.JsonCreator;
import dev.ksef.thirdparty.jackson.annotation.JsonIgnore;
import dev.ksef.thirdparty.jackson.annotation.JsonInclude;
import dev.ksef.thirdparty.jackson.annotation.JsonProperty;
import dev.ksef.thirdparty.jackson.core.JsonGenerator;
import dev.ksef.thirdparty.jackson.databind.BeanDescription;
import dev.ksef.thirdparty.jackson.databind.DeserializationConfig;
import dev.ksef.thirdparty.jackson.databind.JavaType;
import dev.ksef.thirdparty.jackson.databind.SerializationContext;
import dev.ksef.thirdparty.jackson.databind.ValueDeserializer;
import dev.ksef.thirdparty.jackson.databind.annotation.JsonSerialize;
import dev.ksef.thirdparty.jackson.databind.deser.Deserializers;
import dev.ksef.thirdparty.jackson.databind.module.SimpleModule;
import dev.ksef.thirdparty.jackson.databind.ser.std.StdSerializer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps the types of the model to JSON where a record is more than its components. */
final class ModelModule extends SimpleModule {

    private static final List<Class<?>> QUERIES_WITH_LISTS = List.of(
            InvoiceQuery.class,
            PersonalPermissionQuery.class,
            PersonPermissionQuery.class,
            AuthorizationQuery.class,
            EuEntityPermissionQuery.class);

    ModelModule() {
        super("ksef-model");
        addSerializer(TextValue.class, new TextSerializer());
        addSerializer(OffsetDateTime.class, new KsefDateTime.Serializer());
        addDeserializer(OffsetDateTime.class, new KsefDateTime.Deserializer());
        addDeserializer(SignedLink.class, new SignedLinkDeserializer());
        addDeserializer(KsefToken.class, new KsefTokenDeserializer());
        addDeserializer(Integer.class, new LenientScalarDeserializer<>(Integer.class, Integer::valueOf));
        addDeserializer(Long.class, new LenientScalarDeserializer<>(Long.class, Long::valueOf));
        addDeserializer(
                Boolean.class, new LenientScalarDeserializer<>(Boolean.class, LenientScalarDeserializer::truth));
        addDeserializer(
                BigDecimal.class, new LenientScalarDeserializer<>(BigDecimal.class, LenientScalarDeserializer::amount));
        addDeserializer(
                LocalDate.class, new LenientScalarDeserializer<>(LocalDate.class, LenientScalarDeserializer::day));
        for (Class<?> query : QUERIES_WITH_LISTS) {
            setMixInAnnotation(query, WithoutEmptyLists.class);
        }
        setMixInAnnotation(AllowedIps.class, Ip4.class);
        setMixInAnnotation(AuthenticationToken.class, Token.class);
        setMixInAnnotation(AccessToken.class, Token.class);
        setMixInAnnotation(RefreshToken.class, Token.class);
        setMixInAnnotation(KsefTokenAuthentication.class, WithContext.class);
        setMixInAnnotation(GrantTestPermissions.class, WithContext.class);
        setMixInAnnotation(RevokeTestPermissions.class, WithContext.class);
        setMixInAnnotation(ContextSignIns.class, WithContext.class);
        setMixInAnnotation(ExportStatus.class, WithPackage.class);
        setMixInAnnotation(InvoiceMetadata.class, WithThirdSubjects.class);
        setMixInAnnotation(SendInvoice.class, WithContent.class);
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Values());
    }

    /** Tokens travel as their text and the end of their validity. */
    @SuppressWarnings("unused")
    private abstract static class Token {

        @JsonCreator
        Token(@JsonProperty("token") String token, @JsonProperty("validUntil") OffsetDateTime validUntil) {}
    }

    /** A NIP is text elsewhere. As a context it travels with its type. */
    @SuppressWarnings("unused")
    private interface WithContext {

        @JsonSerialize(using = ContextSerializer.class)
        ContextIdentifier contextIdentifier();
    }

    /** The text of an invoice is as long as all else together is short. */
    @SuppressWarnings("unused")
    private interface WithContent {

        @JsonSerialize(using = PlainTextSerializer.class)
        String encryptedInvoiceContent();
    }

    /** In JSON each kind of address has a list of its own name. */
    @SuppressWarnings("unused")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private interface Ip4 {

        @JsonProperty("ip4Addresses")
        List<String> addresses();

        @JsonProperty("ip4Ranges")
        List<String> ranges();

        @JsonProperty("ip4Masks")
        List<String> masks();

        @JsonIgnore
        boolean isAny();
    }

    /** No component of a record can have this name. */
    @SuppressWarnings("unused")
    private interface WithPackage {

        @JsonProperty("package")
        ExportedPackage exportedPackage();
    }

    /** KSeF leaves the list out where there are none. */
    @SuppressWarnings("unused")
    private interface WithThirdSubjects {

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<InvoiceMetadata.ThirdSubject> thirdSubjects();
    }

    /** Leaves empty lists out: what an empty list of conditions means to KSeF is not documented. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private interface WithoutEmptyLists {}

    private static final class TextSerializer extends StdSerializer<TextValue> {

        TextSerializer() {
            super(TextValue.class);
        }

        @Override
        public void serialize(TextValue value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.value());
        }
    }

    private static final class ContextSerializer extends StdSerializer<ContextIdentifier> {

        ContextSerializer() {
            super(ContextIdentifier.class);
        }

        @Override
        public void serialize(ContextIdentifier value, JsonGenerator json, SerializationContext context) {
            json.writeStartObject();
            json.writeStringProperty("type", value.type().value());
            json.writeStringProperty("value", value.value());
            json.writeEndObject();
        }
    }

    private static final class Values extends Deserializers.Base {

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier description) {
            if (type.hasRawClass(OpenEnum.class)) {
                return new OpenEnumDeserializer<>(type.containedType(0).getRawClass());
            }
            return type.isTypeOrSubTypeOf(TextValue.class) && type.isRecordType()
                    ? new TextValueDeserializer(type.getRawClass())
                    : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return TextValue.class.isAssignableFrom(type) && type.isRecord();
        }
    }
}
