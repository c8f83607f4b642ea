package dev.ksef.architecture.contract;

/**
 * Something that we and the file have differently.
 *
 * @param what the operation, field or value
 * @param place the class of ours where something is to be done
 * @param ours what we have; {@link #NOTHING} if we do not have it
 * @param file what the file has; {@link #NOTHING} if it does not have it
 */
record Difference(Kind kind, String what, String place, String ours, String file) implements Comparable<Difference> {

    static final String NOTHING = "-";
    static final String SOMETHING = "yes";

    /** We lack what the file has. */
    static Difference missing(Kind kind, String what, String place) {
        return new Difference(kind, what, place, NOTHING, SOMETHING);
    }

    /** The file lacks what we have. */
    static Difference gone(Kind kind, String what, String place) {
        return new Difference(kind, what, place, SOMETHING, NOTHING);
    }

    /** The first columns of its row in the list of allowed differences. */
    String row() {
        return String.join(AllowList.BETWEEN, kind.noun() + " " + what, ours, file);
    }

    /** What a developer has to do about it. */
    String advice() {
        return kind.advice(this)
                .replace("{what}", what)
                .replace("{place}", place)
                .replace("{ours}", ours)
                .replace("{file}", file);
    }

    @Override
    public int compareTo(Difference other) {
        return (kind + row()).compareTo(other.kind + other.row());
    }

    /** What can differ, with words for what the file has more, for what it has less, and for what it has differently. */
    enum Kind {
        OPERATION(
                "operation",
                "new operation {what}: declare it in {place}",
                "operation {what} is gone: remove it from {place}"),
        SUCCESS("success of", "{what} succeeds with {file}: change the success status in {place}, which is {ours}"),
        BEARER("bearer of", "{what} takes a bearer of kind {file}: change the one in {place}, which is {ours}"),
        GROUP("rate group of", "{what} counts against {file}: change the group in {place}, which is {ours}"),
        REQUEST_CONTENT("request of", "the request of {what} is {file}: change it in {place}, where it is {ours}"),
        ANSWER_CONTENT("answer of", "the answer of {what} is {file}: change it in {place}, where it is {ours}"),
        PATH_PARAMETER(
                "path parameter",
                "new parameter {what} in the path: add it to the method of {place}",
                "parameter {what} is gone from the path: remove it from the method of {place}"),
        QUERY_PARAMETER(
                "query parameter",
                "new parameter {what} of the query: add it to the method of {place}",
                "parameter {what} is gone from the query: remove it from the method of {place}"),
        HEADER(
                "header",
                "new header {what}: add it to the method of {place}, or have the transport send it",
                "header {what} is gone: remove it from the method of {place}"),
        ANSWER_HEADER(
                "answer's header",
                "new header {what} of the answer: read it, or allow the difference",
                "header {what} of the answer is gone: do not wait for it"),
        FIELD(
                "field",
                "new field {what}: add a component to {place}",
                "field {what} is gone: remove its component from {place}"),
        REQUIRED("required", "{what} became required: let it not be @Nullable in {place}"),
        ABSENT("absence of", "{what} can be absent: make it @Nullable in {place}"),
        VALUE("value", "new value {what}: add a constant to {place}", "value {what} is gone: remove it from {place}"),
        TYPE("type of", "{what} is of type {file}: change it in {place}, where it is {ours}");

        private final String noun;
        private final String more;
        private final String less;
        private final String other;

        Kind(String noun, String more, String less) {
            this(noun, more, less, more);
        }

        Kind(String noun, String other) {
            this(noun, other, other, other);
        }

        Kind(String noun, String more, String less, String other) {
            this.noun = noun;
            this.more = more;
            this.less = less;
            this.other = other;
        }

        String noun() {
            return noun;
        }

        private String advice(Difference difference) {
            if (difference.ours.equals(NOTHING)) {
                return more;
            }
            return difference.file.equals(NOTHING) ? less : other;
        }
    }
}
