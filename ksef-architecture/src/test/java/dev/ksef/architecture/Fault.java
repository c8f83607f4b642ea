package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;

/**
 * What a rule found, and where.
 *
 * @param packageName the package of the guilty class, or the guilty package
 * @param type the guilty class without its package, nested ones with dots; empty if the whole package is meant
 * @param member the guilty field or method; empty if the whole class is meant
 * @param text what is wrong, to be read after the place
 */
record Fault(String packageName, String type, String member, String text) {

    static Fault of(JavaClass type, String text) {
        return new Fault(type.getPackageName(), nameOf(type), "", text);
    }

    static Fault of(JavaMember member, String text) {
        return new Fault(member.getOwner().getPackageName(), nameOf(member.getOwner()), member.getName(), text);
    }

    static Fault of(JavaAccess<?> access, String text) {
        return of(access.getOrigin(), text + " (line " + access.getLineNumber() + ")");
    }

    static Fault of(String packageName, String text) {
        return new Fault(packageName, "", "", text);
    }

    /** The name of a class without its package; nested ones follow their owners after a dot. */
    static String nameOf(JavaClass type) {
        String packageName = type.getPackageName();
        return type.getName()
                .substring(packageName.isEmpty() ? 0 : packageName.length() + 1)
                .replace('$', '.');
    }

    /** The class of the guilty one that has a file of its own. */
    String topLevelType() {
        int dot = type.indexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    @Override
    public String toString() {
        return packageName + (type.isEmpty() ? "" : "." + type) + (member.isEmpty() ? "" : "." + member) + " " + text;
    }
}
