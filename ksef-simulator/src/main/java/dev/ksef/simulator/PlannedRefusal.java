package dev.ksef.simulator;

/** Errors of KSeF that come although there is no reason for them. */
final class PlannedRefusal {

    private PlannedRefusal() {}

    static BadRequest of(int code, Request request) {
        return switch (code) {
            case 21180 -> BadRequest.sessionStatus("Status sesji (415) nie pozwala na wykonanie operacji.");
            case 21184 -> BadRequest.sessionUnavailable(reference(request));
            case 21301 -> BadRequest.notAuthorised("Status uwierzytelniania (100) nie pozwala na wykonanie operacji.");
            case 21304 -> BadRequest.unknownAuthentication(reference(request));
            default -> throw new IllegalArgumentException("Not an error that can be planned: " + code);
        };
    }

    /** The reference number in the path, which is where the official descriptions name it. */
    private static String reference(Request request) {
        for (String segment : request.path().split("/")) {
            if (segment.length() == ReferenceNumbers.LENGTH) {
                return segment;
            }
        }
        return "";
    }
}
