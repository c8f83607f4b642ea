package dev.ksef.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AuthenticationSession;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.port.api.AuthApi;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import dev.ksef.testkit.model.invoice.InvoiceMetadataPageBuilder;
import dev.ksef.testkit.model.invoice.InvoiceMetadataSellerBuilder;
import dev.ksef.testkit.model.session.SessionInvoiceBuilder;
import dev.ksef.testkit.model.session.SessionInvoicesPageBuilder;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelBuildersTest {

    private static final KsefNumber NUMBER = KsefNumber.of("5265877635-20250826-0100001AF629-AF");
    private static final ReferenceNumber REFERENCE = ReferenceNumber.of("20261102-EE-1111111111-2222222222-33");

    @Test
    void pageOfMetadata_isMadeOfWhatTheTestIsAbout() {
        var invoice = InvoiceMetadataBuilder.builder()
                .ksefNumber(NUMBER)
                .grossAmount(new BigDecimal("123.00"))
                .seller(InvoiceMetadataSellerBuilder.builder()
                        .nip(Nip.of("5265877635"))
                        .build())
                .build();
        var page = InvoiceMetadataPageBuilder.builder()
                .hasMore(false)
                .isTruncated(false)
                .invoices(List.of(invoice))
                .build();

        assertThat(page.invoices()).containsExactly(invoice);
        assertThat(invoice.grossAmount()).isEqualTo("123.00");
        assertThat(invoice.seller()).isEqualTo(new InvoiceMetadata.Seller(Nip.of("5265877635"), null));
        assertThat(invoice.currency()).as("what was not set").isNull();
        assertThat(invoice.thirdSubjects()).as("a list that was not set").isEmpty();
    }

    @Test
    void pageOfASession_isMadeOfWhatTheTestIsAbout() {
        StatusInfo accepted =
                StatusInfoBuilder.builder().code(200).description("Sukces").build();
        var invoice = SessionInvoiceBuilder.builder()
                .referenceNumber(REFERENCE)
                .ksefNumber(NUMBER)
                .status(accepted)
                .build();
        var page =
                SessionInvoicesPageBuilder.builder().invoices(List.of(invoice)).build();

        assertThat(page.invoices()).containsExactly(invoice);
        assertThat(invoice.status().isSuccess()).isTrue();
        assertThat(invoice.referenceNumber()).isEqualTo(REFERENCE);
    }

    @Test
    void copy_differsInWhatIsSetAnew() {
        var first = StatusInfoBuilder.builder().code(200).description("Sukces").build();
        assertThat(StatusInfoBuilder.builder(first).code(150).build())
                .isEqualTo(StatusInfoBuilder.builder()
                        .code(150)
                        .description("Sukces")
                        .build());
    }

    @Test
    void recordWithoutWhatItNeeds_isRefusedByName() {
        assertThatThrownBy(() -> InvoiceMetadataBuilder.builder().build())
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("ksefNumber");
    }

    @Test
    void everyRecordThatKsefSends_hasItsBuilder() throws Exception {
        Set<Class<?>> received = new LinkedHashSet<>();
        for (Class<?> api : apis()) {
            for (Method operation : api.getMethods()) {
                collect(operation.getGenericReturnType(), received);
            }
        }
        List<Class<?>> records =
                received.stream().filter(type -> !madeByUsers(type)).toList();

        assertThat(records)
                .as("records reached from pages, nested records and lists")
                .contains(StatusInfo.class, AuthenticationSession.class, InvoiceMetadata.ThirdSubject.Identifier.class)
                .doesNotContain(Nip.class, PublicKeyId.class);
        assertThat(records)
                .filteredOn(type -> !hasBuilder(type))
                .as("Records to be named in the package-info of their package below dev.ksef.testkit.model")
                .isEmpty();
    }

    private static boolean hasBuilder(Class<?> type) {
        String simpleName =
                type.getName().substring(type.getPackageName().length() + 1).replace("$", "");
        String builder = type.getPackageName().replace("dev.ksef.model", "dev.ksef.testkit.model") + "." + simpleName
                + "Builder";
        try {
            return Class.forName(builder).getMethod("build").getReturnType() == type;
        } catch (ReflectiveOperationException missing) {
            return false;
        }
    }

    /** Values with a factory {@code of}, and numbers and names that are one text. */
    private static boolean madeByUsers(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components.length == 1 && components[0].getType() == String.class
                || Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.getName().equals("of")
                                && Modifier.isStatic(method.getModifiers())
                                && method.getReturnType() == type);
    }

    private static void collect(Type type, Set<Class<?>> records) {
        if (type instanceof ParameterizedType generic) {
            collect(generic.getRawType(), records);
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, records));
        } else if (type instanceof WildcardType any) {
            Stream.of(any.getUpperBounds()).forEach(bound -> collect(bound, records));
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), records);
        } else if (type instanceof Class<?> plain) {
            collectClass(plain, records);
        }
    }

    private static void collectClass(Class<?> type, Set<Class<?>> records) {
        if (type.isArray()) {
            collect(type.getComponentType(), records);
        } else if (type.isSealed()) {
            Stream.of(type.getPermittedSubclasses()).forEach(permitted -> collect(permitted, records));
        } else if (type.isRecord() && type.getName().startsWith("dev.ksef.") && records.add(type)) {
            Stream.of(type.getRecordComponents()).forEach(component -> collect(component.getGenericType(), records));
        }
    }

    /** All interfaces of the package of the API, wherever the module of the ports was read from. */
    private static List<? extends Class<?>> apis() throws Exception {
        Path ports = Path.of(AuthApi.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String folder = AuthApi.class.getPackageName().replace('.', '/') + "/";
        try (ModuleReader module =
                ModuleFinder.of(ports).find("dev.ksef.ports").orElseThrow().open()) {
            return module.list()
                    .filter(name -> name.startsWith(folder) && name.endsWith("Api.class"))
                    .map(name -> named(name.replace('/', '.').replace(".class", "")))
                    .filter(Class::isInterface)
                    .toList();
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
