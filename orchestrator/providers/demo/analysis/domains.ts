import { palette } from "./colours.ts";

/** Lines of business: what gives the app its icon, its colour, its services and, when no noun is named, its records. */
export interface Domain {
  /** What an app of this line is called when the description names it in no way. */
  title: string;
  pattern: RegExp;
  icon: string;
  accent: string;
  nouns: string[];
  services: string;
}

const domain = (
  title: string,
  pattern: RegExp,
  icon: string,
  accent: string,
  nouns: string,
  services = "",
): Domain => ({
  title,
  pattern,
  icon,
  accent,
  nouns: nouns.split(","),
  services,
});

const { green, teal, blue, indigo, violet, pink, red, orange, amber } = palette;

/** The first that fits wins, so the narrow ones come first. */
const domains: Domain[] = [
  domain(
    "Grooming Desk",
    /\b(dog|pet|cat) (groom\w*|salon|spa|parlou?r)|\bgroom(er|ing)\b/,
    "paw",
    teal,
    "customer,dog,appointment",
    "Full groom;Bath and brush;Nail trim;Puppy's first groom;De-shedding;Hand strip",
  ),
  domain(
    "Vet Practice",
    /\b(vet|veterinar\w*|animal clinic)\b/,
    "paw",
    teal,
    "owner,pet,appointment",
    "Check-up;Vaccination;Dental cleaning;Blood test;Follow-up;X-ray",
  ),
  domain(
    "Pet Sitting",
    /\b(kennel|dog walk\w*|pet sitt\w*|boarding)\b/,
    "paw",
    teal,
    "customer,dog,booking",
    "Half-day walk;Weekend stay;Day care;Puppy visit;Long walk",
  ),
  domain(
    "Dental Practice",
    /\b(dent\w+)\b/,
    "stethoscope",
    blue,
    "patient,appointment,treatment",
    "Check-up;Cleaning;Filling;Crown fitting;Whitening;X-ray",
  ),
  domain(
    "Patient Desk",
    /\b(clinic|doctor|medical|physio\w*|hospital|health ?care|therap\w+|practice)\b/,
    "stethoscope",
    blue,
    "patient,appointment,prescription",
    "First consultation;Follow-up;Check-up;Blood pressure;Physiotherapy;Vaccination",
  ),
  domain(
    "Salon Desk",
    /\b(hair\w*|barber\w*|beauty|nail|salon|spa|massage|tattoo)\b/,
    "scissors",
    pink,
    "customer,service,appointment",
    "Cut and finish;Colour;Beard trim;Gel manicure;Facial;Deep tissue massage",
  ),
  domain(
    "Gym Manager",
    /\b(gym|fitness|yoga|pilates|personal train\w*|crossfit|martial)\b/,
    "dumbbell",
    orange,
    "member,class,booking",
    "Personal training;Trial class;Body check;Group class;Stretching",
  ),
  domain(
    "Table Booker",
    /\b(restaurant|cafe|bistro|catering|bakery|food truck)\b/,
    "utensils",
    red,
    "guest,table,reservation",
    "Dinner for two;Lunch table;Birthday party;Tasting menu;Terrace evening",
  ),
  domain("Recipe Box", /\b(recipe|cook\w*|kitchen|meal)\b/, "utensils", orange, "recipe,ingredient,menu"),
  domain(
    "Guest Book",
    /\b(airbnb|booking\.com|camp(ing|sites?)|hotel|hostel|bed and breakfast|guest ?house|holiday rental|airbnb)\b/,
    "bed",
    blue,
    "guest,room,reservation",
    "Two nights;Weekend;Business stay;One week;Late arrival",
  ),
  domain(
    "Property Desk",
    /\b(real estate|property|propert\w+|rental|landlord|letting|housing)\b/,
    "building",
    blue,
    "property,tenant,contract",
    "Viewing;Hand-over;Inspection;Signing;Second viewing",
  ),
  domain(
    "Lesson Planner",
    /\b(school|class\w*|course|tutor\w*|teach\w*|educat\w*|learning|university|students?)\b/,
    "school",
    violet,
    "student,course,lesson",
    "Trial lesson;Maths hour;Exam practice;Reading group;Review",
  ),
  domain(
    "Workshop Desk",
    /\b(garage|car repair|mechanic|auto|workshop|fleet|vehicles?)\b/,
    "car",
    red,
    "customer,vehicle,repair",
    "Annual service;Tyre change;Brake check;Oil change;Diagnosis",
  ),
  domain(
    "Support Desk",
    /\b(zendesk|intercom|help ?desk|customer support|support (desk|team|tool)|service desk)\b/,
    "message",
    indigo,
    "customer,ticket,agent",
  ),
  domain(
    "Sales CRM",
    /\b(crm|hubspot|salesforce|pipedrive|sales|pipeline|leads?)\b/,
    "target",
    indigo,
    "company,contact,deal",
    "Discovery call;Demo;Negotiation;Kick-off;Review",
  ),
  domain(
    "Invoicing",
    /\b(invoic\w*|billing|freelanc\w*|account\w*|bookkeep\w*)\b/,
    "file",
    green,
    "client,project,invoice",
  ),
  domain(
    "Money Tracker",
    /\b(ynab|expenses?|budget\w*|financ\w*|money|spending|savings?)\b/,
    "wallet",
    green,
    "expense,budget,category",
  ),
  domain("Inventory", /\b(inventory|stock|warehouse|supply)\b/, "box", amber, "product,supplier,order"),
  domain(
    "Shop Desk",
    /\b(shopify|etsy|shop|store|e-?commerce|retail|merch\w*)\b/,
    "cart",
    violet,
    "product,customer,order",
  ),
  domain(
    "Hiring Board",
    /\b(recruit\w*|hiring|applicant|candidates?|ats)\b/,
    "briefcase",
    violet,
    "job opening,candidate,interaction",
  ),
  domain(
    "People Desk",
    /\b(hr|human resources|employees?|staff\w*|people team)\b/,
    "briefcase",
    indigo,
    "employee,department,leave request",
  ),
  domain(
    "Event Planner",
    /\b(eventbrite|event|conference|wedding|concert|meetup|festival)\b/,
    "ticket",
    pink,
    "event,guest,venue",
  ),
  domain(
    "Editorial Desk",
    /\b(blog|content|newsletter|publish\w*|editorial|cms)\b/,
    "file",
    indigo,
    "post,author,category",
  ),
  domain(
    "Lending Desk",
    /\b(lend(ing|s)?|lent|borrow\w*|tool library|library of things)\b/,
    "book",
    teal,
    "item,neighbour,loan",
  ),
  domain("Library", /\b(goodreads|librar\w+|books?|reading)\b/, "book", amber, "book,author,loan"),
  domain("Trip Planner", /\b(travel|trips?|tour\w*|holiday)\b/, "plane", blue, "trip,destination,expense"),
  domain("Garden Log", /\b(garden\w*|plants?|farm\w*|crops?)\b/, "leaf", green, "plant,location,task"),
  domain("Case Desk", /\b(legal|law|lawyers?|attorney)\b/, "briefcase", indigo, "client,case,document"),
  domain("Giving Desk", /\b(charit\w*|non-?profit|donat\w*|fundrais\w*)\b/, "heart", pink, "donor,campaign,donation"),
  domain(
    "Shoot Planner",
    /\b(photograph\w*|studio)\b/,
    "camera",
    violet,
    "client,shoot,invoice",
    "Portrait session;Product photos;Family shoot;Wedding day;Head shots",
  ),
  domain(
    "Field Service",
    /\b(clean\w*|plumb\w*|electric\w*|handym\w*|contractor|trades?|field service)\b/,
    "wrench",
    blue,
    "customer,work order,invoice",
    "First visit;Repair;Yearly check;Quote on site;Deep clean",
  ),
  domain("Habit Tracker", /\b(habits?|wellness|goals?)\b/, "target", green, "habit,goal,note"),
  domain(
    "Issue Tracker",
    /\b(jira|bugs?|issues?|software|product manag\w*|roadmap)\b/,
    "bug",
    violet,
    "project,feature,bug",
  ),
  domain(
    "Club Manager",
    /\b(sport\w*|league|football|soccer|tennis|club|teams?)\b/,
    "trophy",
    green,
    "team,player,match",
  ),
  domain(
    "Task Board",
    /\b(trello|asana|todoist|notion|to-?do|tasks?|projects?|kanban|productiv\w*|agency)\b/,
    "check",
    indigo,
    "project,task",
  ),
  domain(
    "Booking Desk",
    /\b(calendly|book(ing|ings)?|appointments?|schedul\w*|reservations?|calendar)\b/,
    "calendar",
    teal,
    "customer,service,appointment",
    "First meeting;Consultation;Follow-up;Standard hour;Extended hour",
  ),
];

export const findDomain = (text: string): Domain | undefined => domains.find(({ pattern }) => pattern.test(text));

export const defaultServices = "First meeting;Consultation;Follow-up;Standard hour;Extended hour;Review";
