import { describeBringUp } from "../support/whole-life";

describeBringUp("staging");
