package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.Upo;
import dev.ksef.model.session.InvoicingMode;
import dev.ksef.model.upo.ConfirmedInvoice;
import dev.ksef.model.upo.UpoAuthentication;
import dev.ksef.model.upo.UpoConfirmation;
import dev.ksef.model.upo.UpoRange;
import dev.ksef.openapi.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Ministry's samples of UPO v4-3, with the values they hold. */
class OfficialUpoTest {

    private static final Optional<Path> SAMPLES =
            SharedFolder.find().map(shared -> shared.resolve("upo-samples")).filter(Files::isDirectory);

    private static final Nip NIP = new Nip("5265877635");
    private static final InternalId UNIT = new InternalId("5265877635-12345");
    private static final NipVatUe PAIR = new NipVatUe("5265877635-ATU12345678");

    private static final ConfirmedInvoice SEPTEMBER_16 = invoice(
            "0200A0D6723E-C2",
            "FA/XVQUD-9997622510/04/2027",
            "2025-09-16T11:05:40.841+02:00",
            "2025-09-16T11:05:41.045+02:00",
            "GZMGNVzs3krF6URKgvaw77OOeG3nJ+WGziT5xguliQ8=");
    private static final ConfirmedInvoice OF_THE_UNIT = invoice(
            "02000009FF3E-FB",
            "FA/XVQUD-9997622510/04/2027",
            "2025-09-16T11:10:27.818+02:00",
            "2025-09-16T11:10:28.168+02:00",
            "GZMGNVzs3krF6URKgvaw77OOeG3nJ+WGziT5xguliQ8=");

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("faktura-kontekst-id-nip", NIP, SEPTEMBER_16),
                Arguments.of("faktura-internal-id", UNIT, OF_THE_UNIT),
                Arguments.of("faktura-id-zlozony-vat-ue", PAIR, SEPTEMBER_16),
                Arguments.of("sesja-kontekst-id-nip", NIP, SEPTEMBER_16),
                Arguments.of("sesja-internal-id", UNIT, OF_THE_UNIT),
                Arguments.of("sesja-id-zlozony-vat-ue", PAIR, SEPTEMBER_16));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sample_isReadIntoItsValues(String sample, ContextIdentifier context, ConfirmedInvoice last)
            throws IOException {
        assumeTrue(SAMPLES.isPresent(), "SKIPPED: the official samples of UPO are not here");
        Path file = SAMPLES.orElseThrow().resolve("upo-" + sample + ".xml");
        UpoConfirmation upo = UpoConfirmation.read(Upo.of(Files.readAllBytes(file)));
        boolean ofSession = sample.startsWith("sesja");

        assertThat(upo.version()).isEqualTo("v4-3");
        assertThat(upo.receivingAuthority()).isEqualTo("Ministerstwo Finansów - środowisko testowe (TE)");
        assertThat(upo.authentication()).isEqualTo(authentication(context));
        assertThat(upo.sessionReferenceNumber())
                .isEqualTo(new ReferenceNumber(
                        context.equals(UNIT)
                                ? "58550905-BD-D0587DA4A3-4AE171EDED-46"
                                : "36950822-93-9D5A28BFDA-47C899773E-5C"));
        assertThat(upo.structureName()).isEqualTo("Schemat_FA(3)_v1-0E.xsd");
        assertThat(upo.formCode()).isEqualTo("FA (3)");
        assertThat(upo.range()).isEqualTo(ofSession ? new UpoRange(1, 1, 1, 2, 2) : null);
        assertThat(upo.invoices()).hasSize(ofSession ? 2 : 1).endsWith(last);
        assertThat(upo.invoices())
                .allSatisfy(invoice -> assertThat(upo.confirms(invoice.ksefNumber(), invoice.invoiceHash()))
                        .isTrue());
        assertThat(upo.invoices())
                .allSatisfy(
                        invoice -> assertThat(invoice.ksefNumber().isValid()).isTrue());
    }

    private static UpoAuthentication authentication(ContextIdentifier context) {
        return context.equals(UNIT)
                ? new UpoAuthentication(context, new ReferenceNumber("20250819-EC-1ECDD12000-5EE71AE5E3-B7"), null)
                : new UpoAuthentication(context, null, new Sha256("kyqH+QUgP8ATWd/95IY632mP4uqibwG66Oqclq9+qno="));
    }

    private static ConfirmedInvoice invoice(
            String technical, String number, String sent, String acquired, String hash) {
        return new ConfirmedInvoice(
                new KsefNumber("5265877635-20250916-" + technical),
                new Sha256(hash),
                NIP,
                number,
                LocalDate.of(2025, 9, 16),
                OffsetDateTime.parse(sent),
                OffsetDateTime.parse(acquired),
                OpenEnum.of(InvoicingMode.ONLINE));
    }
}
