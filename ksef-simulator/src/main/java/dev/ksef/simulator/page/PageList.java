package dev.ksef.simulator.page;

/** A list that the page shows. However long it is, an answer has some rows only, and costs as much as those. */
@FunctionalInterface
public interface PageList {

    PageRows rows(PageQuery query);
}
