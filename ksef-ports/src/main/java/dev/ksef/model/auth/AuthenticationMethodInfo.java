package dev.ksef.model.auth;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.TextValue;
import org.jspecify.annotations.Nullable;

/**
 * The method of a sign-in.
 *
 * @param code a free text such as {@code xades.qualified-seal}
 * @param displayName in Polish
 */
public record AuthenticationMethodInfo(
        @Nullable OpenEnum<Category> category,
        @Nullable String code,
        @Nullable String displayName) {

    /** The categories that this version knows. */
    public enum Category implements TextValue {
        XADES_SIGNATURE("XadesSignature"),
        NATIONAL_NODE("NationalNode"),
        TOKEN("Token"),
        OTHER("Other");

        private final String value;

        Category(String value) {
            this.value = value;
        }

        @Override
        public String value() {
            return value;
        }
    }
}
