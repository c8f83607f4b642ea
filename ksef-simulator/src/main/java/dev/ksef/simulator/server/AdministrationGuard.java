package dev.ksef.simulator.server;

import dev.ksef.simulator.routing.OperationHandler;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.HttpRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the administration to this machine, unless it is opened to others, and in any case away from pages of other sites that
 * a browser of this machine shows: they could send requests here, or give their own name the address of this machine.
 */
public final class AdministrationGuard {

    private static final Pattern OWN_NAME =
            Pattern.compile("(([A-Za-z0-9-]+\\.)*localhost|[0-9.]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");

    /** As containers and services call each other. No page of another site has such a name. */
    private static final Pattern NAME_WITHOUT_DOTS = Pattern.compile("[A-Za-z0-9_-]+(:\\d{1,5})?");

    private final boolean remote;
    private final @Nullable String publicAuthority;

    /**
     * Makes the guard.
     *
     * @param remote whether other machines may administer the simulator, too
     * @param publicBase scheme, host and port by which the simulator is known; null if there are none
     */
    public AdministrationGuard(boolean remote, @Nullable String publicBase) {
        this.remote = remote;
        this.publicAuthority =
                publicBase == null ? null : URI.create(publicBase).getRawAuthority();
    }

    public OperationHandler around(OperationHandler administration) {
        return request -> refusal(request)
                .map(why -> HttpReply.text(403, why + "\n"))
                .orElseGet(() -> administration.answer(request));
    }

    private Optional<String> refusal(HttpRequest request) {
        if (!remote && !fromThisMachine(request)) {
            return Optional.of(
                    "Only this machine may administer the simulator; the option --remote-administration opens it");
        }
        if (!byNameOfItsOwn(request)) {
            return Optional.of(
                    remote
                            ? "The administration answers at IP addresses and at names without dots, not at other names,"
                                    + " which may be those of other sites; the option --public-base opens it for one"
                            : "The administration answers at 127.0.0.1 and localhost, not at other names;"
                                    + " the options --public-base and --remote-administration open it");
        }
        return fromAnotherSite(request)
                ? Optional.of("A page of another site may not administer the simulator")
                : Optional.empty();
    }

    private static boolean fromThisMachine(HttpRequest request) {
        try {
            // A literal address: nothing is looked up.
            return InetAddress.getByName(request.clientIp()).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private boolean byNameOfItsOwn(HttpRequest request) {
        // A client of HTTP/1.0 sends none.
        return request.header("Host")
                .map(host -> OWN_NAME.matcher(host).matches()
                        || host.equals(publicAuthority)
                        || remote && NAME_WITHOUT_DOTS.matcher(host).matches())
                .orElse(true);
    }

    private static boolean fromAnotherSite(HttpRequest request) {
        boolean saysSo = request.header("Sec-Fetch-Site")
                .filter(site -> !site.equals("same-origin") && !site.equals("none"))
                .isPresent();
        String host = request.header("Host").orElse("");
        boolean otherOrigin = request.header("Origin")
                .filter(origin -> !origin.replaceFirst("^https?://", "").equals(host))
                .isPresent();
        return saysSo || otherOrigin;
    }
}
