package dev.ksef.spring;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the info endpoint shows of the client: how it is set up, and no taxpayer, for the endpoint may be public. */
final class ClientInfo {

    private ClientInfo() {}

    static Map<String, Object> of(KsefProperties properties) {
        Map<String, Object> info = new LinkedHashMap<>();
        EnvironmentName environment = properties.environment();
        info.put("environment", environment == null ? "none" : environment.name());
        info.put("contexts", properties.contexts().size());
        CredentialsProperties credentials = properties.credentials();
        if (credentials != null && !credentials.means().isEmpty()) {
            info.put("signIn", credentials.means().get(0));
        }
        return info;
    }
}
