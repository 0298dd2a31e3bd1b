/**
 * Nouns of common SaaS apps. A line is: the noun and its synonyms | icon | fields | statuses | belongs to | names in the
 * sample data. Fields are written as in `describeField`; `field!` is required. The first field is the title.
 * `@people`, `@companies` and `@pets` stand for lists of names. A domain may bring better names (domains.ts).
 */
const lines = `
customer,client,patron,guest,buyer,shopper|users|name!;email;phone;notes|||@people
patient|stethoscope|name!;date of birth;phone;email;allergies;notes|||@people
member,subscriber,attendee,participant,donor,volunteer|users|name!;email;phone;joined date|Active, Paused, Former||@people
student,pupil,learner,trainee|school|name!;email;level;notes|Active, On hold, Graduated|class,course|@people
teacher,tutor,instructor,coach,trainer,mentor|user|name!;email;phone;specialty;bio|||@people
employee,staff,staff member,team member,worker,colleague|briefcase|name!;role;email;phone;start date|Active, On leave, Former|department,team|@people
stylist,groomer,barber,therapist,doctor,dentist,vet,nurse,technician,mechanic,cleaner,driver,photographer,agent,lawyer|user|name!;specialty;email;phone|Available, Away||@people
contact,person|user|name!;role;email;phone;notes||company|@people
lead,prospect|target|name!;email;phone;source;value|New, Qualified, Proposal, Won, Lost|company|@people
candidate,applicant|user|name!;email;phone;applied date;rating;notes|Applied, Interview, Offer, Hired, Rejected|job,position|@people
user,account|user|name!;email;role;joined date|Active, Invited, Archived||@people
owner,landlord,tenant,resident,parent,player,artist,author,speaker,sponsor,beneficiary|users|name!;email;phone;notes|||@people
company,organization,organisation,business,firm,brand|building|name!;website;industry;phone;notes|Prospect, Active, Former||@companies
supplier,vendor,manufacturer,contractor,partner|truck|name!;contact person;email;phone;website|Active, Archived||@companies
dog,puppy|paw|name!;breed;birthday;weight;notes||customer,owner,client|@dogs
cat,pet,animal,kitten|paw|name!;breed;birthday;weight;notes||customer,owner,client|@pets
horse,cow,sheep,goat|paw|name!;breed;birthday;weight;notes|Healthy, In care, Sold|owner,farm,stable|@pets
appointment,booking,reservation,visit,meeting,consultation|calendar|service!;starts at!;duration;price;notes|Booked, Confirmed, Completed, Cancelled, No-show|dog,pet,cat,animal,horse,vehicle,patient,customer,client,member,guest,student,staff,stylist,groomer,barber,therapist,doctor,room,table,service|@services
session,lesson,tutoring session|calendar|topic!;starts at!;duration;price;notes|Planned, Completed, Cancelled|student,client,customer,member,patient,teacher,tutor,coach,trainer,course|Introduction;Foundations;Practice hour;Review and feedback;Deep dive;Next steps
class,workshop,course,training,webinar|school|title!;starts at!;capacity;price;description|Planned, Open, Full, Completed|teacher,instructor,trainer,coach,room|Morning flow;Beginners' evening;Strength and balance;Weekend intensive;Open studio;Advanced group
service,treatment|scissors|name!;duration;price;description|Active, Archived||@services
task,to do,todo,action item,chore|check|title!;due date;priority;notes|To do, In progress, Blocked, Done|project,milestone,deal,contact,customer,client,employee|Draft the launch plan;Review the contract;Call the printer;Update the price list;Prepare the demo;Sort the feedback;Book the venue
project,initiative|folder|name!;start date;due date;budget;description|Planned, In progress, On hold, Done|customer,client,company|Website relaunch;Mobile app;Brand refresh;Office move;Summer campaign;Customer portal
milestone,goal,objective,key result|target|title!;due date;progress;notes|Planned, In progress, Achieved|project,employee|First ten customers;Public beta;Break even;New office opened;Team of twelve
ticket,issue,bug,request,support ticket,support request|ticket|subject!;priority;opened date;description|Open, In progress, Waiting, Resolved|customer,client,project,agent,product,user|Cannot sign in on the phone;Invoice shows the wrong address;Export takes too long;Question about the yearly plan;Button hidden on small screens;Please add a second user
deal,opportunity,sale|wallet|title!;amount;expected close date;probability;notes|New, Qualified, Proposal, Won, Lost|company,contact,customer,client,lead|Yearly licence;Pilot with ten seats;Website redesign;Support contract;Hardware upgrade;Training package
invoice,bill|file|number!;amount!;issued date;due date;notes|Draft, Sent, Paid, Overdue|customer,client,company,project,order,tenant|INV-1041;INV-1042;INV-1043;INV-1044;INV-1045;INV-1046
quote,estimate,proposal,offer|file|number!;amount!;valid until;notes|Draft, Sent, Accepted, Declined|customer,client,company,project|Q-2031;Q-2032;Q-2033;Q-2034;Q-2035
payment,transaction|card|reference!;amount!;paid date;method|Pending, Completed, Failed|invoice,customer,client,member,tenant,order|PAY-3301;PAY-3302;PAY-3303;PAY-3304;PAY-3305
expense,cost,receipt|wallet|title!;amount!;date;category;notes|Draft, Approved, Paid, Rejected|project,employee,category,vehicle,trip|Train to the client;Team lunch;Design software;New headset;Printing;Conference ticket
subscription,membership,plan|card|name!;price!;start date;renewal date|Trial, Active, Overdue, Cancelled|customer,client,member,user|Starter, monthly;Team, yearly;Premium, monthly;Starter, yearly;Family, monthly
budget,income,saving|wallet|name!;amount!;month date;notes||category,project,account|Groceries;Rent;Savings;Travel;Insurance;Education
contract,agreement,lease,policy,warranty|file|title!;start date;end date;value;notes|Draft, Signed, Expired|customer,client,company,tenant,property,supplier,employee|Service agreement;Yearly maintenance;Office lease;Consulting terms;Supply contract
product,item,article,good,part,material,ingredient|box|name!;sku;price;stock;description|Active, Low stock, Archived|supplier,category,vendor,brand|Canvas tote;Oak desk lamp;Linen notebook;Ceramic mug;Travel bottle;Wool blanket
inventory,stock|layers|item!;quantity!;location;reorder level|In stock, Low stock, Out of stock|product,supplier,warehouse|Boxes, small;Labels;Packing tape;Bubble wrap;Pallets;Gloves
order,purchase,purchase order|cart|number!;ordered date;total;notes|New, Paid, Shipped, Delivered, Cancelled|customer,client,supplier,product,table|#2041;#2042;#2043;#2044;#2045;#2046
shipment,delivery,parcel,package|truck|tracking number!;shipped date;delivery date;address|Planned, Shipped, Delivered, Returned|order,customer,client,driver,supplier|TRK-77410;TRK-77411;TRK-77412;TRK-77413;TRK-77414
return,refund,complaint,claim|box|reason!;amount;opened date;notes|New, Approved, Rejected, Completed|order,customer,client,product|Arrived damaged;Wrong size;Ordered twice;Changed my mind;Late delivery
category,tag,label,department,team,group,genre|tag|name!;description|||Operations;Marketing;Finance;Design;Support;Research
equipment,asset,device,machine,tool,laptop,computer,instrument|wrench|name!;serial number;purchase date;price;notes|Available, On loan, In repair|employee,room,location,customer|Projector;Label printer;Cordless drill;Conference camera;Laptop 14 inch;3D printer
vehicle,car,bike,bicycle,truck,motorcycle,boat|car|name!;plate;year;mileage;notes|Available, On loan, In repair|customer,client,owner,driver|City hatchback;Delivery van;Family estate;Electric scooter;Pickup
repair,job,work order,maintenance,inspection,service job|wrench|title!;scheduled date;price;notes|New, Planned, In progress, Done|customer,client,vehicle,property,equipment,technician,mechanic,machine|Annual service;Brake pads;Leaking tap;Battery exchange;Heating check;Window seal
property,house,apartment,flat,listing,unit,building|building|address line!;rent;rooms;area;description|Available, Reserved, Rented|owner,landlord,agent|12 Garden Row;4 Mill Lane;Loft on Baker Street;27 Harbour View;8 Station Road
room,venue,space,desk,studio|bed|name!;capacity;price;notes|Available, Reserved, Maintenance|property,building,location|Garden room;Studio one;Blue room;Terrace;Board room
table|utensils|name!;seats;location|Available, Reserved, Out of order||Window 1;Window 2;Corner;Terrace 1;Terrace 2;Bar
event,conference,party,wedding,concert,show|ticket|title!;starts at!;location;capacity;description|Planned, Open, Full, Completed|venue,customer,client,organizer|Spring fair;Founders' breakfast;Open house;Summer concert;Product evening;Winter market
shift,roster|clock|title!;starts at!;hours;notes|Planned, Confirmed, Completed|employee,staff,volunteer,location|Early shift;Late shift;Front desk;Saturday crew;Stock count
time entry,timesheet,work log|clock|title!;date;hours!;notes|Draft, Approved|project,employee,task,client,customer|Design review;Client call;Implementation;Testing;Planning
leave request,vacation,holiday,absence|plane|reason!;start date;end date;notes|Pending, Approved, Rejected|employee,staff|Summer holiday;Family day;Long weekend;Study leave;Moving house
job opening,position,vacancy,role|briefcase|title!;location;salary;description|Draft, Open, Closed|company,department|Product designer;Backend engineer;Office manager;Customer success lead;Data analyst
application,submission|clipboard|title!;submitted date;rating;notes|New, In review, Accepted, Rejected|candidate,job,position,program,student,applicant|Spring intake;Senior role;Scholarship;Pilot programme;Studio residency
recipe,dish,meal,menu item|utensils|name!;servings;cooking minutes;price;ingredients|Idea, Tested, On the menu|category,menu|Lemon risotto;Roast pumpkin soup;Walnut bread;Green shakshuka;Plum tart;Miso noodles
menu|utensils|name!;start date;end date;description|Draft, Active, Archived|restaurant|Spring lunch;Sunday brunch;Tasting menu;Kids' menu
workout,exercise,training plan,run|dumbbell|name!;date;duration;sets;reps;notes|Planned, Done, Skipped|member,client,trainer,program|Morning run;Squats and rows;Core session;Intervals;Long ride;Mobility
habit,routine|check|name!;start date;times per week count;notes|Active, Paused, Achieved|goal|Read twenty pages;Walk at noon;Drink water;Stretch;Write a journal;No screens after ten
book,magazine|book|title!;author;pages;rating;notes|Wanted, Reading, Done|author,shelf,category,genre|The Quiet Harbour;Maps of Tomorrow;A Field Guide to Rain;Letters from the North;The Glass Orchard;Salt and Honey
loan,lending,borrowing,checkout|book|title!;start date;due date;notes|On loan, Returned, Overdue|book,member,user,equipment,item|Loan 201;Loan 202;Loan 203;Loan 204;Loan 205
movie,film,series,song,album,game,podcast,episode,video|music|title!;release date;rating;notes|Wanted, In progress, Done|artist,genre,category|Northern Lights;Paper Boats;The Long Way Round;Seven Tides;Night Market;Second Spring
post,blog post,page,newsletter,story,news|file|title!;publish date;author;content|Idea, Draft, Published|author,category,campaign,tag|Why we started small;Five lessons from our first year;A look behind the counter;What customers taught us;Notes on pricing
comment,review,testimonial,feedback,survey|message|title!;rating;date;message|New, Published, Archived|product,customer,client,post,service,user,book,recipe|Friendly and on time;Better than expected;Good, with one wish;Will come again;Great value
note,idea,journal entry,memo|lightbulb|title!;date;content|Idea, In progress, Done|project,customer,client,contact,patient|Shorter onboarding;Weekly digest;Loyalty card;Gift vouchers;Self check-in
document,attachment,report,form,certificate|file|title!;link;date;notes|Draft, In review, Approved|project,customer,client,employee,patient,contract|House rules;Price list;Safety sheet;Annual report;Onboarding guide
message,conversation,call,interaction,email|mail|subject!;date;message|New, Replied, Archived|customer,client,contact,lead,company,candidate|Question about delivery;Thank you;Change of date;Request for a quote;Follow-up
campaign,promotion,ad|chart|name!;start date;end date;budget;notes|Planned, Running, Done|customer,client,product,channel|Spring newsletter;Referral month;Launch week;Summer sale;Open day
link,bookmark,resource|link|title!;link;category;notes|Wanted, Reading, Done|category,tag,project|Style guide;Pricing research;Design inspiration;Market study;Onboarding examples
plant,crop,flower,tree,seed|leaf|name!;species;planted date;location;notes|Seedling, Growing, Ripe|garden,field,bed|Basil;Cherry tomato;Lavender;Monstera;Sage;Lemon tree
garden,farm,field,greenhouse,location,site,branch,store,warehouse,office,restaurant,stable,shelf|pin|name!;address;phone;capacity;notes|Active, Archived||North side;Old Town;Harbour;Riverside;Central;Hilltop
trip,journey,tour,flight,itinerary|plane|title!;start date;end date;budget;notes|Idea, Booked, Done|customer,client,traveler,vehicle,guide|Weekend in Porto;Lake district;Kyoto in autumn;Coast by train;Alpine hike
destination,stop,activity,attraction,place|pin|name!;city;date;rating;notes|Wanted, Booked, Visited|trip,tour|Old harbour;Botanical garden;Night market;Castle hill;Ferry ride
prescription,medication,medicine,vaccination,lab result,test,diagnosis|stethoscope|name!;date;dosage;notes|Planned, Active, Done|patient,dog,cat,pet,doctor,animal|Vitamin D;Eye drops;Rabies booster;Blood panel;Allergy tablets
case,matter,file|briefcase|title!;opened date;reference;notes|Open, On hold, Closed|client,customer,lawyer,agent,patient|Boundary question;Lease review;Trademark filing;Estate plan;Contract dispute
donation,pledge,grant|heart|reference!;amount!;date;notes|Pending, Completed|donor,campaign,member,beneficiary|Spring drive;Monthly gift;Match day;Memorial gift;Roof fund
campaigner,team lead,guide,organizer,organiser,host,traveler|user|name!;email;phone|||@people
grade,exam,assignment,homework,quiz|clipboard|title!;due date;score;notes|Open, Handed in, Graded|student,course,class,teacher,subject|Essay one;Lab report;Mid-term;Reading log;Final project
subject,program,programme,module|book|name!;description;start date|Planned, Active, Done|teacher|Mathematics;Biology;Creative writing;History;Music
match,tournament,race,competition|trophy|title!;starts at!;location;notes|Planned, Running, Completed|team,league,player,season|Opening game;City derby;Cup quarter-final;Friendly;Season final
photo,shoot,photo shoot,gallery,album shoot|camera|title!;starts at;location;price;notes|Planned, In review, Delivered|client,customer,photographer|Family portraits;Product set;Garden wedding;Team photos;Newborn session
feature,feature request,release,version,experiment|sparkles|title!;priority;release date;description|Idea, Planned, In progress, Done|product,project,customer,user|Dark mode;Bulk export;Saved views;Team roles;Keyboard shortcuts
incident,alert,outage|bug|title!;priority;opened date;notes|Open, In progress, Resolved|service,customer,server,device|Slow search;Payment delays;Login errors;Mail queue stuck
server,domain,website,app,database,certificate authority|globe|name!;link;renewal date;price;notes|Active, Maintenance, Expired|customer,client,project|Main site;Shop;Intranet;Staging;Status page
password,credential,licence,license,key|key|name!;expiry date;seats;notes|Active, Expired|employee,vendor,supplier,equipment,app|Design suite;Office key 3;Accounting software;Parking card
gift,wish,wishlist item|gift|name!;price;link;notes|Idea, Ordered, Done|person,contact,friend|Fountain pen;Board game;Cooking class;Warm scarf;Concert tickets
friend,family member,child,kid,neighbor|heart|name!;birthday;phone;notes|||@people
`;

export interface LexiconEntry {
  noun: string;
  /** Number of its line: nouns of one line are kept in the same way. */
  line: number;
  icon: string;
  fields: { phrase: string; isRequired: boolean }[];
  statuses: string;
  belongsTo: string[];
  samples: string;
}

const parseLine = (line: string, number: number): LexiconEntry[] => {
  const [nouns = "", icon = "box", fields = "name!", statuses = "", belongsTo = "", samples = ""] = line.split("|");
  return nouns.split(",").map((noun) => ({
    noun,
    line: number,
    icon,
    fields: fields.split(";").map((field) => ({ phrase: field.replace("!", ""), isRequired: field.endsWith("!") })),
    statuses,
    belongsTo: belongsTo.split(",").filter(Boolean),
    samples,
  }));
};

const entries: ReadonlyMap<string, LexiconEntry> = new Map(
  lines
    .trim()
    .split("\n")
    .flatMap(parseLine)
    .map((entry) => [entry.noun, entry]),
);

/** The entry of a singular noun or noun phrase; of a phrase such as "loyal customer" the entry of its last word. */
export function findEntry(noun: string): LexiconEntry | undefined {
  const words = noun.split(" ");
  for (let start = 0; start < words.length; start += 1) {
    const entry = entries.get(words.slice(start).join(" "));
    if (entry) return entry;
  }
  return undefined;
}

/** Nouns of one line of the lexicon, which an app keeps in the same way: "client" and "customer". */
export function isSameKind(one: string, other: string): boolean {
  const line = findEntry(one)?.line;
  return one === other || (line !== undefined && line === findEntry(other)?.line);
}

/** True for a noun that stands in the lexicon as it is. */
export const isKnownNoun = (noun: string) => entries.has(noun);
