package metro.cctv.gateway.account;

import java.io.Serial;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;

/** Nobody can be recognised: the database is away and the account was not seen lately. */
public class AccountsAway extends ProblemException {
    @Serial
    private static final long serialVersionUID = 1L;

    AccountsAway() {
        super(ProblemType.UNAVAILABLE, "The accounts are away; try again shortly.");
    }
}
