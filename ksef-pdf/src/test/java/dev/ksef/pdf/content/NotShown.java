package dev.ksef.pdf.content;

import java.util.Map;
import java.util.Set;

/** What stands in an invoice and is not shown, and why. */
final class NotShown {

    /** Elements whose value is never shown. */
    static final Map<String, String> ALWAYS = Map.ofEntries(
            Map.entry("@kodSystemowy", "is the same in every FA(3)"),
            Map.entry("@wersjaSchemy", "is the same in every FA(3)"),
            Map.entry("KodFormularza", "is the same in every FA(3)"),
            Map.entry("WariantFormularza", "is the same in every FA(3)"),
            Map.entry("@Typ", "says where the cells of a column stand"),
            Map.entry("P_19N", "says that nothing is exempt"),
            Map.entry("P_22N", "says that there are no new means of transport"),
            Map.entry("P_PMarzyN", "says that there is no margin scheme"),
            Map.entry("P_PMarzy", "is followed by which margin scheme it is"),
            Map.entry("RolaInna", "is followed by the role"),
            Map.entry("PlatnoscInna", "is followed by the form of payment"),
            Map.entry("TransportInny", "is followed by the kind of transport"),
            Map.entry("LadunekInny", "is followed by the cargo"),
            Map.entry("NrKSeF", "is followed by the KSeF number"),
            Map.entry("NrKSeFZN", "is followed by the number, whose label says that the invoice is outside KSeF"));

    /** Marks of which a 2 says that something does not apply. */
    static final Set<String> IF_TWO = Set.of("P_16", "P_17", "P_18", "P_18A", "P_42_5", "P_23", "JST", "GV");

    private NotShown() {}
}
