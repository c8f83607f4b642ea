package dev.ksef.signature.internal;

import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.xml.common.DocumentBuilderFactoryBuilder;
import eu.europa.esig.dss.xml.common.SchemaFactoryBuilder;
import eu.europa.esig.dss.xml.common.TransformerFactoryBuilder;
import eu.europa.esig.dss.xml.common.XmlDefinerUtils;
import java.util.function.Supplier;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;

/**
 * Sets EU DSS up for this JVM: it needs Bouncy Castle among the security providers, and XML factories that can be secured.
 *
 * <p>DSS takes what is first on the class path, and fails with each signature if that is an implementation of before JAXP 1.5,
 * such as Xalan or Xerces. Then, and only then, it is given the JDK's own. A setting that the application made and that works stays.
 */
public final class DssSetup {

    private DssSetup() {}

    /** Does nothing if all is as it must be. */
    public static void ensure() {
        DSSSecurityProvider.initSystemProviders();
        var xml = XmlDefinerUtils.getInstance();
        if (!isUsable(xml::getSecureTransformerFactory)) {
            xml.setTransformerFactoryBuilder(new JdkTransformers());
        }
        if (!isUsable(xml::getSecureDocumentBuilderFactory)) {
            xml.setDocumentBuilderFactoryBuilder(new JdkParsers());
        }
        if (!isUsable(xml::getSecureSchemaFactory)) {
            xml.setSchemaFactoryBuilder(new JdkSchemas());
        }
    }

    /** JAXP reports a class that is not there by an error. */
    private static boolean isUsable(Supplier<?> factory) {
        try {
            return factory.get() != null;
        } catch (RuntimeException | Error unfit) {
            return false;
        }
    }

    /** Secured by the constructor of its base class. */
    private static final class JdkTransformers extends TransformerFactoryBuilder {

        @Override
        protected TransformerFactory instantiateFactory() {
            return TransformerFactory.newDefaultInstance();
        }
    }

    /** Secured by the constructor of its base class. */
    private static final class JdkParsers extends DocumentBuilderFactoryBuilder {

        @Override
        protected DocumentBuilderFactory instantiateFactory() {
            return DocumentBuilderFactory.newDefaultInstance();
        }
    }

    /** Secured by the constructor of its base class. */
    private static final class JdkSchemas extends SchemaFactoryBuilder {

        @Override
        protected SchemaFactory instantiateFactory() {
            return SchemaFactory.newDefaultInstance();
        }
    }
}
