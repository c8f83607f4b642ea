package dev.ksef.benchmarks.sample;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** An FA(3) of a wholesaler: a page of header and parties, and as many lines as are asked for. */
public final class LongInvoice {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/">
                <Naglowek>
                    <KodFormularza kodSystemowy="FA (3)" wersjaSchemy="1-0E">FA</KodFormularza>
                    <WariantFormularza>3</WariantFormularza>
                    <DataWytworzeniaFa>2026-11-02T08:00:00Z</DataWytworzeniaFa>
                    <SystemInfo>Hurtownia</SystemInfo>
                </Naglowek>
                <Podmiot1>
                    <DaneIdentyfikacyjne>
                        <NIP>5265877635</NIP>
                        <Nazwa>Hurtownia Części Śrubowych sp. z o.o.</Nazwa>
                    </DaneIdentyfikacyjne>
                    <Adres>
                        <KodKraju>PL</KodKraju>
                        <AdresL1>ul. Gwintowana 17</AdresL1>
                        <AdresL2>90-001 Łódź</AdresL2>
                    </Adres>
                </Podmiot1>
                <Podmiot2>
                    <DaneIdentyfikacyjne>
                        <NIP>1111111111</NIP>
                        <Nazwa>Zakład Montażowy Kowalscy</Nazwa>
                    </DaneIdentyfikacyjne>
                    <JST>2</JST>
                    <GV>2</GV>
                </Podmiot2>
                <Fa>
                    <KodWaluty>PLN</KodWaluty>
                    <P_1>2026-11-02</P_1>
                    <P_2>H/2026/11/17</P_2>
                    <P_15>123.00</P_15>
                    <RodzajFaktury>VAT</RodzajFaktury>
            """;

    private static final String LINE = """
                    <FaWiersz>
                        <NrWierszaFa>%d</NrWierszaFa>
                        <UU_ID>hs-%1$06d</UU_ID>
                        <P_7>Śruba nierdzewna z łbem sześciokątnym M8x%1$d</P_7>
                        <Indeks>SN-%1$d</Indeks>
                        <P_8A>szt.</P_8A>
                        <P_8B>100</P_8B>
                        <P_9A>1.27</P_9A>
                        <P_11>127.00</P_11>
                        <P_12>23</P_12>
                    </FaWiersz>
            """;

    private static final String TAIL = """
                </Fa>
            </Faktura>
            """;

    private LongInvoice() {}

    public static String ofAtLeast(int sizeBytes) {
        var text = new StringBuilder(HEAD);
        for (int line = 1; text.length() < sizeBytes; line++) {
            text.append(LINE.formatted(line));
        }
        return text.append(TAIL).toString();
    }

    /** An invoice of its own: number, buyer, goods, quantities and prices differ from those of the others. */
    public static byte[] distinct(int number, int lines) {
        var random = new Random(number);
        var xml = new StringBuilder(HEAD.replace("H/2026/11/17", "H/2026/11/" + number)
                .replace("1111111111", String.valueOf(1_000_000_000L + random.nextInt(999_999_999)))
                .replace("Kowalscy", "Kowalscy " + Integer.toString(random.nextInt(), 36)));
        for (int i = 1; i <= lines; i++) {
            int quantity = 1 + random.nextInt(500);
            int groszy = 1 + random.nextInt(100_000);
            xml.append(String.format(LINE, random.nextInt(100_000))
                    .replace("<P_8B>100", "<P_8B>" + quantity)
                    .replace("1.27", BigDecimal.valueOf(groszy, 2).toString())
                    .replace(
                            "127.00",
                            BigDecimal.valueOf((long) groszy * quantity, 2).toString()));
        }
        return xml.append(TAIL).toString().getBytes(StandardCharsets.UTF_8);
    }
}
