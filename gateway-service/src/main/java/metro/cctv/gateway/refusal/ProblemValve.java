package metro.cctv.gateway.refusal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import metro.cctv.contracts.problem.ProblemType;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** What Tomcat refuses before Spring sees it (a broken request line, {@code %2f}) is a problem too, never its page. */
class ProblemValve extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        ProblemType type = PlainProblems.of(response.getStatus());
        byte[] body =
                """
                {"type":"%s","title":"%s","status":%d,"detail":"The request could not be read."}""".formatted(type.uri(), type.title(), response.getStatus()).getBytes(StandardCharsets.UTF_8);
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The peer is gone; there is nobody to tell.
        }
    }
}
