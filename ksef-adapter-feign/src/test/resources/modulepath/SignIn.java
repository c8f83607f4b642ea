import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.AuthApi;
import java.time.Duration;

/** An application that has the adapter on its module path: {@code SignIn <address>} begins a sign-in there. */
public class SignIn {

    public static void main(String[] arguments) {
        var environment = KsefEnvironment.custom("scripted", arguments[0] + "/v2", "http://localhost");
        try (var transport = FeignTransport.builder(environment).build()) {
            AuthApi api = transport.open(AuthApi.class, CallScope.anonymous(Duration.ofSeconds(20)));
            var request = KsefTokenAuthentication.of(
                    api.challenge().challenge(), Nip.of("5265877635"), "ZW5j", new PublicKeyId("k"));
            System.out.println(FeignTransport.class.getModule().getName());
            System.out.println(api.authenticateWithKsefToken(request).referenceNumber());
        }
    }
}
