package dev.ksef.simulator.certificate;

/**
 * How many applications for certificates a subject may make in all, and how many active certificates it may have.
 *
 * @param enrollments the most applications
 * @param certificates the most active certificates
 */
public record CertificateQuota(int enrollments, int certificates) {

    private static final CertificateQuota COMPANY = new CertificateQuota(300, 100);
    private static final CertificateQuota PERSON = new CertificateQuota(12, 6);

    static CertificateQuota usual(CertificateHolder holder) {
        return holder.company() ? COMPANY : PERSON;
    }
}
