package dev.ksef.fa3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.attachment.AttachmentBlock;
import dev.ksef.fa3.attachment.AttachmentTable;
import dev.ksef.fa3.code.TGTU;
import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TKodWaluty;
import dev.ksef.fa3.code.TKodyKrajowUE;
import dev.ksef.fa3.code.TOznaczenieProcedury;
import dev.ksef.fa3.code.TRachunekWlasnyBanku;
import dev.ksef.fa3.code.TRolaPodmiotuUpowaznionego;
import dev.ksef.fa3.code.TStatusInfoPodatnika;
import dev.ksef.fa3.field.DateTime;
import dev.ksef.fa3.field.InvalidFieldException;
import dev.ksef.fa3.party.Address;
import dev.ksef.fa3.party.Buyer;
import dev.ksef.fa3.party.Seller;
import dev.ksef.fa3.party.TaxId;
import dev.ksef.fa3.party.ThirdParty;
import dev.ksef.fa3.payment.BankAccount;
import dev.ksef.fa3.payment.Payment;
import dev.ksef.fa3.payment.PaymentMethod;
import dev.ksef.fa3.rule.InvoiceRules;
import dev.ksef.fa3.rule.Rule;
import dev.ksef.fa3.schema.Fa;
import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.fa3.schema.PodmiotUpowazniony;
import dev.ksef.fa3.schema.Zalacznik.BlokDanych.Tabela.TNaglowek.Kol.Typ;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public method takes null for what may be missing, or names the parameter or the element. */
class NullArgumentsTest {

    private static final Address ADDRESS = Address.polish("a");
    private static final ThirdParty FACTOR = ThirdParty.of(ThirdParty.Role.FACTOR, TaxId.nip("1111111111"), "a");
    private static final BankAccount ACCOUNT = BankAccount.of("73111111111111111111111111");
    private static final Line LINE = Line.net("a", BigDecimal.ONE, BigDecimal.ONE, VatRate.P23);
    private static final AttachmentBlock BLOCK = AttachmentBlock.of("a", "b");

    private static final Map<Class<?>, Supplier<Object>> PRESENT = new HashMap<>();

    static {
        PRESENT.put(String.class, () -> "1");
        PRESENT.put(String[].class, () -> new String[] {"1"});
        PRESENT.put(int.class, () -> 1);
        PRESENT.put(long.class, () -> 1L);
        PRESENT.put(BigDecimal.class, () -> BigDecimal.ONE);
        PRESENT.put(LocalDate.class, () -> Built.DAY);
        PRESENT.put(Instant.class, () -> Built.NOW);
        PRESENT.put(OffsetDateTime.class, () -> OffsetDateTime.parse("2026-02-15T09:30:47Z"));
        PRESENT.put(OutputStream.class, ByteArrayOutputStream::new);
        PRESENT.put(KsefNumber.class, () -> KsefNumber.of("5265877635-20250826-0100001AF629-AF"));
        PRESENT.put(InvoiceXml.class, () -> FakturaXml.write(invoice()));
        PRESENT.put(Faktura.class, NullArgumentsTest::invoice);
        PRESENT.put(Rule[].class, () -> new Rule[] {Rule.TAX});
        PRESENT.put(VatRate.class, () -> VatRate.P23);
        PRESENT.put(Line.class, () -> LINE);
        PRESENT.put(Rounding.class, () -> Rounding.BY_LINE);
        PRESENT.put(MarginScheme.class, () -> MarginScheme.TRAVEL);
        PRESENT.put(CorrectionEffect.class, () -> CorrectionEffect.WITH_THE_CORRECTION);
        PRESENT.put(CorrectedInvoice.class, () -> CorrectedInvoice.outsideKsef(Built.DAY, "1"));
        PRESENT.put(Address.class, () -> ADDRESS);
        PRESENT.put(Seller.class, () -> Built.SELLER);
        PRESENT.put(Buyer.class, () -> Built.BUYER);
        PRESENT.put(TaxId.class, () -> TaxId.nip("1111111111"));
        PRESENT.put(ThirdParty.class, () -> FACTOR);
        PRESENT.put(ThirdParty.Role.class, () -> ThirdParty.Role.FACTOR);
        PRESENT.put(
                PodmiotUpowazniony.class,
                () -> PodmiotUpowazniony.builder()
                        .daneIdentyfikacyjne(Built.SELLER.element().daneIdentyfikacyjne())
                        .adres(ADDRESS.element())
                        .rolaPU(TRolaPodmiotuUpowaznionego._1)
                        .build());
        PRESENT.put(BankAccount.class, () -> ACCOUNT);
        PRESENT.put(Payment.class, () -> Payment.by(PaymentMethod.CASH));
        PRESENT.put(PaymentMethod.class, () -> PaymentMethod.CASH);
        PRESENT.put(AttachmentBlock.class, () -> BLOCK);
        PRESENT.put(AttachmentTable.class, () -> table().row("1"));
        for (Class<?> codes : new Class<?>[] {
            TKodWaluty.class,
            TKodKraju.class,
            TKodyKrajowUE.class,
            TGTU.class,
            TOznaczenieProcedury.class,
            TStatusInfoPodatnika.class,
            TRachunekWlasnyBanku.class,
            Typ.class
        }) {
            PRESENT.put(codes, () -> codes.getEnumConstants()[0]);
        }
        // Parts of the schema that are given as they are; null is the only value for them here.
        PRESENT.put(Fa.Adnotacje.NoweSrodkiTransportu.class, () -> null);
        PRESENT.put(Fa.WarunkiTransakcji.Transport.class, () -> null);
    }

    /** One call with null for one of its arguments. */
    private record Call(Method method, @Nullable Object target, int argument) {

        void make() throws Throwable {
            Class<?>[] types = method.getParameterTypes();
            Object[] arguments = new Object[types.length];
            for (int i = 0; i < types.length; i++) {
                Supplier<Object> present = Objects.requireNonNull(PRESENT.get(types[i]), types[i].getName());
                arguments[i] = i == argument ? null : present.get();
            }
            try {
                method.invoke(target, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }

        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + '.' + method.getName()
                    + Arrays.stream(method.getParameterTypes())
                            .map(Class::getSimpleName)
                            .toList()
                    + " #" + argument;
        }
    }

    static Stream<Call> calls() {
        Stream<Call> ofNothing = Stream.of(
                        VatRate.class,
                        Line.class,
                        CorrectedInvoice.class,
                        Address.class,
                        Seller.class,
                        Buyer.class,
                        TaxId.class,
                        ThirdParty.class,
                        BankAccount.class,
                        Payment.class,
                        AttachmentBlock.class,
                        DateTime.class,
                        FakturaXml.class)
                .flatMap(type -> calls(type, null));
        Stream<Call> ofSomething = Stream.of(
                        Invoice.vat(),
                        Invoice.advance(),
                        Invoice.settlement(),
                        Invoice.correction(),
                        InvoiceRules.all(),
                        LINE,
                        ADDRESS,
                        Built.SELLER,
                        Built.BUYER,
                        FACTOR,
                        ACCOUNT,
                        Payment.by(PaymentMethod.CASH),
                        BLOCK,
                        table())
                .flatMap(target -> calls(target.getClass(), target));
        return Stream.concat(ofNothing, ofSomething);
    }

    private static Stream<Call> calls(Class<?> type, @Nullable Object target) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class
                        && !method.isBridge()
                        && !method.getName().equals("equals")
                        && Modifier.isStatic(method.getModifiers()) == (target == null))
                .flatMap(method -> Stream.iterate(0, i -> i + 1)
                        .limit(method.getParameterCount())
                        .filter(i -> !method.getParameterTypes()[i].isPrimitive())
                        .map(i -> new Call(method, target, i)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void call_withNull_takesItOrNamesTheParameter(Call call) throws Throwable {
        try {
            call.make();
        } catch (InvalidFieldException named) {
            assertThat(named.path()).as(call.toString()).isNotBlank();
        } catch (NullPointerException named) {
            assertThat(named.getMessage()).as(call.toString()).matches("[a-z][A-Za-z]*");
        }
    }

    private static AttachmentTable table() {
        return AttachmentTable.create().column(Typ.TXT, "a");
    }

    private static Faktura invoice() {
        return Built.filled(Invoice.vat()).line(LINE).build().invoice();
    }
}
