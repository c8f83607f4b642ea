package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.domain.testdata.TestData;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefFeature;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.limit.ApiRateLimitsOverride;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.model.testdata.CreatePerson;
import dev.ksef.model.testdata.CreateSubject;
import dev.ksef.model.testdata.CreateSubject.Subunit;
import dev.ksef.model.testdata.SetSessionLimits;
import dev.ksef.model.testdata.SetSessionLimits.SessionLimits;
import dev.ksef.model.testdata.TestPermission;
import dev.ksef.model.testdata.TestPermissionType;
import dev.ksef.model.testdata.TestSubject;
import dev.ksef.model.testdata.TestSubjectType;
import java.time.Instant;

/** The snippets of "Prepare test data". */
public final class TestDataPreparation {

    private TestDataPreparation() {}

    /** A municipality with a school, and somebody who keeps its books. */
    public static void subjects(KsefClient ksef, Nip municipality, Nip school, Nip accountant, Pesel bookkeeper) {
        // snippet: subjects
        TestData data = ksef.testData();
        data.create(CreateSubject.of(municipality, TestSubjectType.JST, "Municipality")
                .with(Subunit.of(school, "School No. 1")));
        data.create(CreatePerson.of(accountant, bookkeeper, "Jan Kowalski"));
        data.grant(
                municipality,
                TestSubject.of(bookkeeper),
                TestPermission.of(TestPermissionType.INVOICE_READ, "Reads invoices"));
        // end
    }

    /** Away with it. */
    public static void remove(KsefClient ksef, Nip municipality, Nip accountant, Pesel bookkeeper) {
        // snippet: remove
        TestData data = ksef.testData();
        data.revoke(municipality, TestSubject.of(bookkeeper));
        data.removePerson(accountant);
        data.removeSubject(municipality);
        // end
    }

    /** A context that nobody can sign in to for a while. */
    public static void block(KsefClient ksef, Nip nip, Runnable attempt) {
        // snippet: block
        ksef.testData().block(nip);
        try {
            attempt.run();
        } finally {
            ksef.testData().unblock(nip);
        }
        // end
    }

    /** Small limits. */
    public static void limits(KsefContextClient company) {
        // snippet: limits
        SessionLimits small = SessionLimits.of(1, 3, 10);
        company.testData().setSessionLimits(SetSessionLimits.of(small, small, 5));
        company.testData()
                .setRateLimits(ApiRateLimitsOverride.builder(RateLimit.of(10, 30, 120))
                        .invoiceSend(RateLimit.of(1, 10, 60))
                        .build());
        // end
    }

    /** The usual limits again. */
    public static void usualLimits(KsefContextClient company) {
        // snippet: usual
        company.testData().resetSessionLimits();
        company.testData().resetRateLimits();
        // end
    }

    /** A certificate that ends at once. */
    public static void expire(KsefContextClient company, CertificateSerialNumber certificate, Instant now) {
        // snippet: expire
        company.testData().endCertificate(certificate, now);
        // end
    }

    /** What is not usual yet, and what is to be warned of. */
    public static KsefContextClient ahead(KsefContextClient company) {
        // snippet: features
        KsefContextClient strict = company.withFeature(KsefFeature.SUBJECT_IDENTIFIER_VALIDATION);
        KsefContextClient warned = company.withTestSystemWarning("[xml-001]: the form changes on 1 March");
        // end
        return strict.equals(warned) ? company : strict;
    }

    /** The same for a whole client. */
    public static KsefClient.Builder aheadEverywhere(KsefClient.Builder builder) {
        // snippet: client
        builder.feature(KsefFeature.of("enforce-xades-compliance"));
        // end
        return builder;
    }
}
