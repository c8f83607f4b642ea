package dev.ksef.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.Faked;
import dev.ksef.domain.Invoices;
import dev.ksef.domain.invoice.LinkVerdict.Misfit;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.InvoiceVerificationLink;
import org.junit.jupiter.api.Test;

class InvoiceLinkCheckTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final InvoiceReader reader = new InvoiceReader(new Faked.Crypto());
    private final InvoiceFacts facts = facts(Invoices.FA_3);
    private final String link = new InvoiceVerificationLink(
                    KsefEnvironment.TEST.qrBase(), facts.sellerNip(), facts.issueDate(), facts.hash(), null)
            .toString();

    @Test
    void linkOfTheInvoice_fits() {
        assertThat(check(link, facts).fits()).isTrue();
        assertThat(check(link.replace("qr-test", "QR-TEST"), facts).fits()).isTrue();
    }

    @Test
    void eachPartThatDoesNotFit_isNamed() {
        assertThat(check(link.replace("qr-test", "qr"), facts).misfits()).containsExactly(Misfit.ENVIRONMENT);
        assertThat(check(link.replace("mf.gov.pl", "mf.gov.pl.example.com"), facts)
                        .misfits())
                .containsExactly(Misfit.ENVIRONMENT);
        assertThat(check(link.replace("5265877635", "1111111111"), facts).misfits())
                .containsExactly(Misfit.SELLER);
        assertThat(check(link.replace("02-11-2026", "11-02-2026"), facts).misfits())
                .containsExactly(Misfit.ISSUE_DATE);
        assertThat(check(link, facts(Invoices.FA_3 + "\n")).misfits())
                .as("another file by one line")
                .containsExactly(Misfit.HASH);
        assertThat(check(link.replace("qr-test", "qr").replace("5265877635", "1111111111"), facts(Invoices.FA_3 + " "))
                        .misfits())
                .containsExactly(Misfit.ENVIRONMENT, Misfit.SELLER, Misfit.HASH);
    }

    @Test
    void lastCharacterWithBitsToSpare_isNotCanonical_andAnyOtherIsAnotherHash() {
        String start = link.substring(0, link.length() - 1);
        int right = ALPHABET.indexOf(link.charAt(link.length() - 1));
        assertThat(right % 4).as("the last of 43 characters carries four bits").isZero();
        for (int other = 0; other < ALPHABET.length(); other++) {
            var misfits = check(start + ALPHABET.charAt(other), facts).misfits();
            assertThat(misfits.contains(Misfit.HASH)).as("character " + other).isEqualTo(other / 4 != right / 4);
            assertThat(misfits.contains(Misfit.NOT_CANONICAL))
                    .as("character " + other)
                    .isEqualTo(other % 4 != 0);
        }
    }

    @Test
    void invoiceThatCannotBeRead_isNotConfirmed() {
        assertThat(check(link, facts("junk")).misfits())
                .containsExactly(Misfit.HASH, Misfit.SELLER_UNREADABLE, Misfit.ISSUE_DATE_UNREADABLE);
    }

    @Test
    void textOfALink_isJudgedWhateverItIs() {
        var check = new InvoiceLinkCheck(KsefEnvironment.TEST);
        assertThat(check.check(link, facts).fits()).isTrue();
        for (String odd : new String[] {"", "https://", link + "/", link.replace("https", "http"), "%"}) {
            assertThat(check.check(odd, facts).misfits()).as(odd).containsExactly(Misfit.NO_LINK);
        }
    }

    @Test
    void hashInAnotherNotation_isNamed_andTheRestCompared() {
        var check = new InvoiceLinkCheck(KsefEnvironment.TEST);
        String hash = facts.hash().base64Url();
        String start = link.substring(0, link.length() - hash.length());
        for (String odd : new String[] {
            hash + "=",
            hash + "%3D",
            hash.replace('-', '+').replace('_', '/') + "=",
            facts.hash().value()
        }) {
            assertThat(check.check(start + odd, facts).misfits()).as(odd).containsExactly(Misfit.NOT_CANONICAL);
            assertThat(check.check(
                                    start.replace("qr-test", "qr").replace("02-11-2026", "11-02-2026") + odd,
                                    facts(Invoices.FA_3 + " "))
                            .misfits())
                    .as("another invoice and %s", odd)
                    .containsExactly(Misfit.ENVIRONMENT, Misfit.ISSUE_DATE, Misfit.HASH, Misfit.NOT_CANONICAL);
        }
        for (String odd : new String[] {hash + "==", hash.substring(1), "=".repeat(43), hash + "=/"}) {
            assertThat(check.check(start + odd, facts).misfits()).as(odd).containsExactly(Misfit.NO_LINK);
        }
    }

    private static LinkVerdict check(String link, InvoiceFacts facts) {
        return new InvoiceLinkCheck(KsefEnvironment.TEST).check(InvoiceVerificationLink.parse(link), facts);
    }

    private InvoiceFacts facts(String xml) {
        return reader.read(Invoices.xml(xml));
    }
}
