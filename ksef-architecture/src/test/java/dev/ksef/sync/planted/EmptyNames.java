package dev.ksef.sync.planted;

/** Each class breaks NAMES_SAY_WHAT_A_CLASS_DOES in another way. */
final class EmptyNames {

    record TokenManager() {}

    record RetryHelper() {}

    record XmlUtil() {}

    record XmlUtils() {}

    record ClientImpl() {}

    record SigningPort() {}

    record CaffeineAdapter() {}

    interface ITransport {}
}
