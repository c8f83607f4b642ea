package dev.ksef.adapter.pkcs11;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;

/**
 * A program that has SunPKCS11 print what it knows of each slot of a library. It needs no other class of this module.
 *
 * <p>SunPKCS11 tells the label of a token only by printing it to standard output, which belongs to the application. So this
 * program runs in a process with its own standard output, which {@link SlotDiscovery} reads.
 */
final class SlotListingProgram {

    /** Printed before what is known of each slot. */
    static final String MARK = "=== slotListIndex ";

    private static final int MOST_SLOTS = 256;

    private SlotListingProgram() {}

    /** Takes no arguments. Reads in UTF-8 from standard input the configuration of SunPKCS11 without the index of a slot. */
    public static void main(String[] arguments) throws IOException {
        String configuration = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(out);
        Provider provider = Security.getProvider("SunPKCS11");
        for (int index = 0; index < MOST_SLOTS && print(out, provider, configuration, index); index++) {
            // Prints until there are no more slots.
        }
    }

    /** Prints one slot. Returns false if there is no such slot or no such library. */
    private static boolean print(PrintStream out, Provider provider, String configuration, int index) {
        out.println(MARK + index);
        try {
            return provider.configure(configuration + "slotListIndex = " + index + "\nshowInfo = true\n")
                    .isConfigured();
        } catch (ProviderException failure) {
            // A slot whose token cannot be used counts, too: its number was printed before the failure.
            return failure.getCause() != null && !(failure.getCause() instanceof ProviderException);
        }
    }
}
