package switchboard.demo.traffic;

import java.util.List;
import switchboard.protocol.Intake;

/// A problem with a hosted site, as its customer tells it and an agent solves it. `{agent}`, `{customer}` and `{site}` in a text stand for names.
///
/// @param asks what the customer says, one after the other; the last one is their thanks
/// @param answers what the agent says to each of these but the last
/// @param note what the agent notes for colleagues
record Story(
    String topic,
    String steps,
    String environment,
    String began,
    String error,
    List<String> asks,
    List<String> answers,
    String note) {

  static final String GREETING = "Hi {customer}, this is {agent}. What can I do for you?";

  static final List<Story> ALL =
      List.of(
          new Story(
              "Checkout answers 502",
              "Put anything into the basket of https://{site}/shop and go to the checkout",
              "Live",
              "About half an hour ago",
              "502 Bad Gateway",
              List.of(
                  "Our checkout answers **502** since this morning, the rest of the site is fine.",
                  "Yes, a new payment module, about an hour before it began.",
                  "It's back, thank you! We'll look at the module before we deploy it again."),
              List.of(
                  "Hi {customer}, this is {agent}. I see the 502s in the log of {site}. Was anything deployed this morning?",
                  "The new module waits for an answer of the payment provider until PHP gives up. I rolled Live back to the deploy before; could you try again?"),
              "PHP workers all stuck in the payment module's curl call; rolled back to the last deploy"),
          new Story(
              "Site is slow since the last deploy",
              "Open https://{site}/ when signed in",
              "Live",
              "After yesterday's deploy",
              "",
              List.of(
                  "Pages take four to six seconds since our deploy yesterday. Could you look whether it's us or the platform?",
                  "We did change the menu, yes. It loads all categories now.",
                  "Down to 600 ms. Great, we'll cache that query properly."),
              List.of(
                  "Hello {customer}, {agent} here. The platform is quiet, but one query of {site} runs 300 times a page. Did something about the menu change?",
                  "That's the one. I turned on the object cache for Live and cleared it; how does it feel now?"),
              "N+1 query in the menu block; object cache was off on Live"),
          new Story(
              "Certificate is not trusted",
              "Open https://www.{site}/",
              "Live",
              "Today",
              "NET::ERR_CERT_COMMON_NAME_INVALID",
              List.of(
                  "Visitors see a certificate warning on our www address. The bare domain works.",
                  "We moved our DNS to another provider last week, might that be it?",
                  "I see the lock now. Thanks for the quick help!"),
              List.of(
                  "Hi {customer}, {agent} here. The certificate has no www name at the moment. Did the DNS change lately?",
                  "Yes: the CAA record there named another authority, so the renewal failed. I've asked for it anew; please reload in a minute."),
              "CAA record of the new DNS provider blocked the renewal"),
          new Story(
              "Cannot clone the database to Dev",
              "Workflow > Clone > Live to Dev",
              "Dev",
              "An hour ago",
              "Workflow failed: clone_database",
              List.of(
                  "Cloning the database from Live to Dev fails each time, at about the same place.",
                  "It's 14 GB. We imported the old archive last month.",
                  "That worked. We will drop those tables, they are not needed."),
              List.of(
                  "Hello {customer}, this is {agent}. I found the failed workflow. How large is the database, roughly?",
                  "The archive's tables exceed the time limit of a clone. I started one with a longer limit, it went through a moment ago. Can you see it on Dev?"),
              "Clone timed out at the archive tables; ran with the longer limit"),
          new Story(
              "E-mails from the shop go to spam",
              "",
              "Live",
              "For two or three days",
              "",
              List.of(
                  "Order confirmations of our shop end up in spam folders since Monday.",
                  "From orders@ our own domain, by the default mailer.",
                  "Both records are in, and the test mail came to the inbox. Thanks!"),
              List.of(
                  "Hi {customer}, {agent} here. Which address do they come from, and do you use a mail provider?",
                  "Then big providers cannot check them any more. Please add the SPF and DKIM records that I put into your dashboard under **Domains**; it takes a few minutes."),
              ""),
          new Story(
              "New domain shows the wrong site",
              "Open the domain that we added today",
              "Live",
              "Since we added it",
              "404 Unknown site",
              List.of(
                  "We added a domain to our site today, and it shows an error page instead.",
                  "The A record, yes. I didn't know that there is an AAAA record as well.",
                  "Now it works everywhere. Thank you, {agent}!"),
              List.of(
                  "Hello {customer}, {agent} here. `dig` shows me an AAAA record that still leads to your former host. Did you change only the A record?",
                  "Please remove it, or set it to the address shown beside the domain in your dashboard. I've lowered our side's cache so that you see it soon."),
              "Stale AAAA record at the customer's DNS"),
          new Story(
              "Locked out of a team account",
              "Sign in with the second factor",
              "",
              "This morning",
              "Code is invalid",
              List.of(
                  "A colleague has a new phone and cannot sign in any more, the code is invalid each time.",
                  "Yes, I am the owner of the organization and can confirm that.",
                  "She's in. Thanks a lot!"),
              List.of(
                  "Hi {customer}, this is {agent}. I can reset the second factor when an owner of the organization asks for it. Is that you?",
                  "Thank you, your role is confirmed. I sent her a link to set up the new phone; it is good for an hour."),
              "Second factor reset at the owner's request"),
          new Story(
              "Cron did not run tonight",
              "",
              "Live",
              "Last night",
              "",
              List.of(
                  "Our nightly export was not written. Was there something with cron?",
                  "The job's name is `nightly_export`, it should run at 02:00.",
                  "The export is complete. I'll move the import to another hour, thanks."),
              List.of(
                  "Hello {customer}, {agent} here. Cron itself ran on {site}. Which job is it, and when should it have run?",
                  "It waited for a lock that your import held until 02:40, and then gave up. I started it by hand, it should be done by now."),
              ""),
          new Story(
              "Search returns nothing",
              "Search for any word on https://{site}/",
              "Test",
              "Since the last code update",
              "Core not found",
              List.of(
                  "The search on our Test environment is empty since we updated the module.",
                  "From version 3 to 4. Do we have to index anew?",
                  "12,400 documents indexed. Works, thank you!"),
              List.of(
                  "Hi {customer}, {agent} here. The index of Test has no schema at the moment. From which version did you update?",
                  "Version 4 has another schema, so yes. I posted the new schema to the index; please press **Index now** on the module's page."),
              ""),
          new Story(
              "How many visits are in our plan?",
              "",
              "",
              "",
              "",
              List.of(
                  "We plan a campaign for next week and expect about three times our usual visits. Is our plan enough?",
                  "About 60,000 a month until now.",
                  "Perfect, then we are prepared. Have a nice day!"),
              List.of(
                  "Hello {customer}, this is {agent}. Good that you ask before! How many visits do you have now?",
                  "Short peaks are fine, nothing is turned off. I put a note about the campaign on {site}, so nobody here is surprised by the traffic."),
              "Campaign next week, expects three times the traffic"));

  /// For a topic that nobody has a story about, as when a person launched the chat.
  static final Story UNHEARD =
      new Story(
          "",
          "",
          "",
          "",
          "",
          List.of(),
          List.of(
              "Hi {customer}, this is {agent}. I'm looking at it now. Since when do you see this?",
              "Thanks. I see your site here. Could you tell me the exact steps, or the URL where it happens?",
              "I can follow that now. I'm checking the logs of that time, one moment please.",
              "I found something that our platform team should look at. I'll turn this into a ticket, so you don't have to wait here."),
          "");

  /// The story of the topic, or the one of no topic.
  static Story about(String topic) {
    return ALL.stream().filter(story -> story.topic.equals(topic)).findFirst().orElse(UNHEARD);
  }

  Intake intake(String site) {
    return new Intake(
        topic, steps.replace("{site}", site), environment, began, error, List.of());
  }
}
