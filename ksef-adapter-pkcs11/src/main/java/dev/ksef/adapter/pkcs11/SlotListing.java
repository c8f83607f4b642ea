package dev.ksef.adapter.pkcs11;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;

/**
 * A program of its own, which needs no other class of ours: has SunPKCS11 print what it knows of each slot of a library.
 *
 * <p>SunPKCS11 tells the label of a token in no other way than by printing it to standard output, which belongs to the
 * application. So this runs in a process that has one of its own; {@link Slots} reads it.
 */
final class SlotListing {

    /** Stands before what is known of one slot. */
    static final String MARK = "=== slotListIndex ";

    private static final int MOST_SLOTS = 256;

    private SlotListing() {}

    /** Takes the configuration of SunPKCS11 up to the index of the slot. */
    public static void main(String[] arguments) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(out);
        Provider provider = Security.getProvider("SunPKCS11");
        for (int index = 0; index < MOST_SLOTS && print(out, provider, arguments[0], index); index++) {
            // Until there are no more.
        }
    }

    /** False if there is no such slot, or no such library. */
    private static boolean print(PrintStream out, Provider provider, String configuration, int index) {
        out.println(MARK + index);
        try {
            return provider.configure(configuration + "slotListIndex = " + index + "\nshowInfo = true\n")
                    .isConfigured();
        } catch (ProviderException failure) {
            // A slot whose token cannot be used is a slot, too: its number was printed before.
            return failure.getCause() != null && !(failure.getCause() instanceof ProviderException);
        }
    }
}
