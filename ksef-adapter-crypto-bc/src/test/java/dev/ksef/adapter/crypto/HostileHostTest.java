package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.security.Security;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The host on which the build runs tests once more is the one that it says, so that those tests say something. */
@EnabledIfSystemProperty(named = "hostile.host", matches = "true")
class HostileHostTest {

    @Test
    void host_isHostile() {
        assertThat(Security.getProviders()[0].getName())
                .as("the first provider")
                .isEqualTo("BC");
        assertThat(Charset.defaultCharset()).hasToString("ISO-8859-2");
        assertThat("I".toLowerCase(Locale.getDefault())).as("a Turkish I").isEqualTo("\u0131");
        assertThat(TimeZone.getDefault().getID()).isEqualTo("Pacific/Kiritimati");
    }
}
