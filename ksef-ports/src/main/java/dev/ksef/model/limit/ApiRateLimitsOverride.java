package dev.ksef.model.limit;

/** Rate limits to set for a context on TEST, for each group that can be set. Source: {@code ApiRateLimitsOverride}, API 2.8. */
public record ApiRateLimitsOverride(
        RateLimit onlineSession,
        RateLimit batchSession,
        RateLimit invoiceSend,
        RateLimit invoiceStatus,
        RateLimit sessionList,
        RateLimit sessionInvoiceList,
        RateLimit sessionMisc,
        RateLimit invoiceMetadata,
        RateLimit invoiceExport,
        RateLimit invoiceExportStatus,
        RateLimit invoiceDownload,
        RateLimit collectiveIdentifier,
        RateLimit other) {

    /** Starts with this limit for all groups. */
    public static Builder builder(RateLimit usual) {
        return new Builder(usual);
    }

    /** Collects the limits of the groups. */
    public static final class Builder {

        private RateLimit onlineSession;
        private RateLimit batchSession;
        private RateLimit invoiceSend;
        private RateLimit invoiceStatus;
        private RateLimit sessionList;
        private RateLimit sessionInvoiceList;
        private RateLimit sessionMisc;
        private RateLimit invoiceMetadata;
        private RateLimit invoiceExport;
        private RateLimit invoiceExportStatus;
        private RateLimit invoiceDownload;
        private RateLimit collectiveIdentifier;
        private RateLimit other;

        private Builder(RateLimit usual) {
            this.onlineSession = usual;
            this.batchSession = usual;
            this.invoiceSend = usual;
            this.invoiceStatus = usual;
            this.sessionList = usual;
            this.sessionInvoiceList = usual;
            this.sessionMisc = usual;
            this.invoiceMetadata = usual;
            this.invoiceExport = usual;
            this.invoiceExportStatus = usual;
            this.invoiceDownload = usual;
            this.collectiveIdentifier = usual;
            this.other = usual;
        }

        /** Sets the limit for opening interactive sessions. */
        public Builder onlineSession(RateLimit limit) {
            this.onlineSession = limit;
            return this;
        }

        /** Sets the limit for opening batch sessions. */
        public Builder batchSession(RateLimit limit) {
            this.batchSession = limit;
            return this;
        }

        /** Sets the limit for sending invoices. */
        public Builder invoiceSend(RateLimit limit) {
            this.invoiceSend = limit;
            return this;
        }

        /** Sets the limit for asking for the status of an invoice. */
        public Builder invoiceStatus(RateLimit limit) {
            this.invoiceStatus = limit;
            return this;
        }

        /** Sets the limit for listing sessions. */
        public Builder sessionList(RateLimit limit) {
            this.sessionList = limit;
            return this;
        }

        /** Sets the limit for listing the invoices of a session. */
        public Builder sessionInvoiceList(RateLimit limit) {
            this.sessionInvoiceList = limit;
            return this;
        }

        /** Sets the limit for other questions about sessions. */
        public Builder sessionMisc(RateLimit limit) {
            this.sessionMisc = limit;
            return this;
        }

        /** Sets the limit for querying metadata of invoices. */
        public Builder invoiceMetadata(RateLimit limit) {
            this.invoiceMetadata = limit;
            return this;
        }

        /** Sets the limit for starting exports. */
        public Builder invoiceExport(RateLimit limit) {
            this.invoiceExport = limit;
            return this;
        }

        /** Sets the limit for asking for the status of an export. */
        public Builder invoiceExportStatus(RateLimit limit) {
            this.invoiceExportStatus = limit;
            return this;
        }

        /** Sets the limit for fetching invoices. */
        public Builder invoiceDownload(RateLimit limit) {
            this.invoiceDownload = limit;
            return this;
        }

        /** Sets the limit for collective identifiers. */
        public Builder collectiveIdentifier(RateLimit limit) {
            this.collectiveIdentifier = limit;
            return this;
        }

        /** Sets the limit for each operation without a group of its own. */
        public Builder other(RateLimit limit) {
            this.other = limit;
            return this;
        }

        /** Makes the limits. */
        public ApiRateLimitsOverride build() {
            return new ApiRateLimitsOverride(
                    onlineSession,
                    batchSession,
                    invoiceSend,
                    invoiceStatus,
                    sessionList,
                    sessionInvoiceList,
                    sessionMisc,
                    invoiceMetadata,
                    invoiceExport,
                    invoiceExportStatus,
                    invoiceDownload,
                    collectiveIdentifier,
                    other);
        }
    }
}
