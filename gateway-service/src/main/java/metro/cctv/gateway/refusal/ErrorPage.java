package metro.cctv.gateway.refusal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Instead of Spring's page: whatever fails outside a controller is a problem as well, without words from inside. */
@Controller
class ErrorPage implements ErrorController {
    private final Refusals refusals;

    ErrorPage(Refusals refusals) {
        this.refusals = refusals;
    }

    @RequestMapping("${server.error.path:/error}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemType type = status instanceof Integer code ? PlainProblems.of(code) : ProblemType.NOT_FOUND;
        refusals.answer(response, type, type.title());
    }
}
