package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.token.NewKsefToken;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefTokenLostException;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenPermission;
import dev.ksef.model.token.TokenStatus;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;

/** The snippets of "Make a KSeF token". */
public final class KsefTokenCreation {

    private KsefTokenCreation() {}

    /** A token that is stored before it is used. */
    public static NewKsefToken generate(KsefContextClient company, BiConsumer<ReferenceNumber, String> vault) {
        // snippet: generate
        NewKsefToken created = company.ksefTokens()
                .generate("Online shop", TokenPermission.INVOICE_READ, TokenPermission.INVOICE_WRITE);
        vault.accept(created.referenceNumber(), created.token().reveal());
        created.await(Duration.ofMinutes(1));
        // end
        return created;
    }

    /** A client that signs in with it. */
    public static KsefClient client(KsefEnvironment environment, NewKsefToken created) {
        // snippet: client
        KsefClient shop = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(created.token()))
                .build();
        // end
        return shop;
    }

    /** A token that nobody has the secret of is revoked, and another one made. Those that were stored stay. */
    public static NewKsefToken despiteLoss(KsefContextClient company, Set<ReferenceNumber> stored) {
        // snippet: lost
        try {
            return company.ksefTokens().generate("Online shop", TokenPermission.INVOICE_READ);
        } catch (KsefTokenLostException lost) {
            lost.tokens().stream().filter(number -> !stored.contains(number)).forEach(company.ksefTokens()::revoke);
            return company.ksefTokens().generate("Online shop", TokenPermission.INVOICE_READ);
        }
        // end
    }

    /** What there is, and revoking it. */
    public static void revokeOld(KsefContextClient company, ReferenceNumber current) {
        // snippet: revoke
        company.ksefTokens().stream(TokenFilter.ALL.with(TokenStatus.ACTIVE).described("Online shop"))
                .filter(token -> "Online shop".equals(token.description()))
                .map(token -> token.referenceNumber())
                .filter(number -> !number.equals(current))
                .toList()
                .forEach(company.ksefTokens()::revoke);
        // end
    }
}
