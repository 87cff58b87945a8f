"""An app written as classes: a model, and pages that draw it."""

from dataclasses import dataclass, field

import pandas as pd
import streamlit as st


@dataclass
class Account:
    name: str
    balance: float = 0.0
    entries: list[tuple[str, float]] = field(default_factory=list)

    def book(self, text: str, amount: float) -> None:
        if self.balance + amount < 0:
            raise ValueError(f"{self.name} would be overdrawn by {-(self.balance + amount):.2f}")
        self.balance += amount
        self.entries.append((text, amount))

    @property
    def table(self) -> pd.DataFrame:
        frame = pd.DataFrame(self.entries, columns=["text", "amount"])
        frame["balance"] = frame.amount.cumsum()
        return frame


class Page:
    title = ""

    def __init__(self, accounts: dict[str, Account]):
        self.accounts = accounts

    def render(self) -> None:
        st.header(self.title)
        self.body()

    def body(self) -> None:
        raise NotImplementedError


class Overview(Page):
    title = "Overview"

    def body(self) -> None:
        for column, account in zip(st.columns(len(self.accounts)), self.accounts.values(), strict=True):
            with column:
                self.card(account)
        total = sum(account.balance for account in self.accounts.values())
        st.metric("Total", f"{total:,.2f}")

    def card(self, account: Account) -> None:
        with st.container(border=True):
            st.metric(account.name, f"{account.balance:,.2f}")
            if account.entries:
                st.caption(f"last: {account.entries[-1][0]}")


class Statement(Page):
    title = "Statement"

    def body(self) -> None:
        account = self.accounts[st.selectbox("Account", list(self.accounts))]
        if account.entries:
            st.dataframe(account.table, hide_index=True)
            st.line_chart(account.table.balance)
        else:
            st.info("No entries.")


class Transfer(Page):
    title = "Transfer"

    def body(self) -> None:
        with st.form("transfer"):
            names = list(self.accounts)
            source = st.selectbox("From", names, index=0)
            target = st.selectbox("To", names, index=1)
            amount = st.number_input("Amount", 1.0, 10_000.0, 50.0)
            sent = st.form_submit_button("Transfer")
        if sent:
            self.transfer(source, target, amount)

    def transfer(self, source: str, target: str, amount: float) -> None:
        try:
            self.accounts[source].book(f"to {target}", -amount)
        except ValueError as error:
            st.error(str(error))
            return
        self.accounts[target].book(f"from {source}", amount)
        st.success(f"{amount:,.2f} moved from {source} to {target}.")


class App:
    pages = (Overview, Statement, Transfer)

    def __init__(self):
        if "accounts" not in st.session_state:
            st.session_state.accounts = self.opening_accounts()
        self.accounts = st.session_state.accounts

    @staticmethod
    def opening_accounts() -> dict[str, Account]:
        accounts = {name: Account(name) for name in ("Current", "Savings", "Travel")}
        accounts["Current"].book("salary", 2400)
        accounts["Current"].book("rent", -850)
        accounts["Savings"].book("opening balance", 5000)
        return accounts

    def run(self) -> None:
        st.title("Household accounts")
        choice = st.sidebar.radio("Page", [page.title for page in self.pages])
        page = next(page for page in self.pages if page.title == choice)
        page(self.accounts).render()


App().run()
